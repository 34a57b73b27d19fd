// SPDX-License-Identifier: Apache-2.0
/// Tests of the queues and the pace of a chain.
@NullMarked
package org.tributary.node.chain;

import org.jspecify.annotations.NullMarked;
