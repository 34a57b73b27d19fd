// SPDX-License-Identifier: Apache-2.0
/// What a DApp signs before service: the capability of a gateway, the session's ticket, the price. Protocol §7.
///
/// Values only: whether they hold is decided by the check and metering packages.
@NullMarked
package org.tributary.bandwidth.ticket;

import org.jspecify.annotations.NullMarked;
