// SPDX-License-Identifier: Apache-2.0
/// Takes over the state of a chain at one certified height, instead of executing its blocks. Protocol §2 and §3.
///
/// Whoever asks knows the hash of what it asks for: from the certificate of a header down to the
/// last leaf. So every answer proves itself, whoever gives it, and a peer that lies is known by its
/// first wrong answer. Nothing here knows of sockets, clocks or threads. What is asked and answered
/// is in `docs/protocol/sync.md`.
@NullMarked
package org.tributary.ledger.sync;

import org.jspecify.annotations.NullMarked;
