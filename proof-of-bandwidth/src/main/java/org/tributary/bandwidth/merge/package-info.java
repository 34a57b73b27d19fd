// SPDX-License-Identifier: Apache-2.0
/// From the receipts of one payer in one window to the leaves that count: a pure function of what was
/// counted before and of the set of receipts, however they came. The chain closes windows with it, and
/// a bill is verified with it. Protocol §7.4 to §7.7.
@NullMarked
package org.tributary.bandwidth.merge;

import org.jspecify.annotations.NullMarked;
