// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.node.log;

import org.jspecify.annotations.NullMarked;
