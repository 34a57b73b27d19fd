// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.node.edge.book;

import org.jspecify.annotations.NullMarked;
