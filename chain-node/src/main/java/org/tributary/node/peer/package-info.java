// SPDX-License-Identifier: Apache-2.0
/// Frames and questions between nodes: gRPC over mutual TLS.
///
/// Each node dials each other and sends on what it dialled, or on what the other dialled where it cannot; a connection
/// carries an urgent and a bulk stream and unary questions. A TLS session is bound to a consensus key by the certificate
/// ([PeerCertificate]), so a frame's sender is known without a signature of its own. Nothing here retransmits or stores: consensus does, where it matters. Nothing
/// here knows what a payload means, and no payload can do more than be dropped and counted.
@NullMarked
package org.tributary.node.peer;

import org.jspecify.annotations.NullMarked;
