// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.contracts;

import org.jspecify.annotations.NullMarked;
