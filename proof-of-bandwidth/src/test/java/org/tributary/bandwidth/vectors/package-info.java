// SPDX-License-Identifier: Apache-2.0
/// Golden vectors of the signed objects, checked against an encoder that shares nothing with the code.
@NullMarked
package org.tributary.bandwidth.vectors;

import org.jspecify.annotations.NullMarked;
