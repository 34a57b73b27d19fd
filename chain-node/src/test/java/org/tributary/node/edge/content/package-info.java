// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.node.edge.content;

import org.jspecify.annotations.NullMarked;
