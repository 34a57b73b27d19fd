// SPDX-License-Identifier: Apache-2.0
/// An edge's doors to the nodes: gRPC, one node after the other where one does not answer.
@NullMarked
package org.tributary.node.edge.network;

import org.jspecify.annotations.NullMarked;
