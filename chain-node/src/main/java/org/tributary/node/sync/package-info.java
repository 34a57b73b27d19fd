// SPDX-License-Identifier: Apache-2.0
/// Snapshots at the rim: kept for others, fetched from them, and put in the place of chains that are far
/// behind. What is asked and believed is decided in [org.tributary.ledger.sync]. Protocol §3, "Catch-up".
@NullMarked
package org.tributary.node.sync;

import org.jspecify.annotations.NullMarked;
