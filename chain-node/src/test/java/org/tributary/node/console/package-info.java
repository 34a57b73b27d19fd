// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.node.console;

import org.jspecify.annotations.NullMarked;
