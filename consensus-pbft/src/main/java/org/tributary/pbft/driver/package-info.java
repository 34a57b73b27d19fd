// SPDX-License-Identifier: Apache-2.0
/// Runs the pure core over ports: transport, journal, clock, application. Protocol §3.
///
/// [Replica] is a thread and a queue; all that it does on that thread is in [Reactor], which a simulator can
/// drive without any thread. Nothing here decides anything about the protocol. The order that it guarantees:
/// effects run in the core's order, and what was to be persisted is synced before anything that comes after it
/// is sent.
@NullMarked
package org.tributary.pbft.driver;

import org.jspecify.annotations.NullMarked;
