// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.node.bench.day;

import org.jspecify.annotations.NullMarked;
