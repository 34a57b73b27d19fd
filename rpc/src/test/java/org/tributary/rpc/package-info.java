// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.rpc;

import org.jspecify.annotations.NullMarked;
