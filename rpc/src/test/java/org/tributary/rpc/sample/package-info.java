// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.rpc.sample;

import org.jspecify.annotations.NullMarked;
