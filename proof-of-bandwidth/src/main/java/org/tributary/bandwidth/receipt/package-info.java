// SPDX-License-Identifier: Apache-2.0
/// What is signed while and after bytes flow: receipts by clients, batches by providers, acknowledgements by members.
/// Protocol §7.2 and §7.3.
@NullMarked
package org.tributary.bandwidth.receipt;

import org.jspecify.annotations.NullMarked;
