// SPDX-License-Identifier: Apache-2.0
/// What one window makes of the receipts of one payer.
@NullMarked
package org.tributary.bandwidth.merge;

import org.jspecify.annotations.NullMarked;
