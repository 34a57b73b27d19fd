// SPDX-License-Identifier: Apache-2.0
/// A bill as evidence: everything that it takes to recompute what a service chain billed and main paid, with nothing
/// but the genesis file to start from. Protocol §7.6 and §8.
///
/// A bundle is a sequence of pieces, each with a digest over all before it, so damage is told from forgery. The
/// pieces carry the parts of [org.tributary.ledger.bill.BillPart] in the order in which a verifier needs them;
/// nothing is taken from a part that a certificate, a signature or a recomputed root does not bind.
@NullMarked
package org.tributary.ledger.bill;

import org.jspecify.annotations.NullMarked;
