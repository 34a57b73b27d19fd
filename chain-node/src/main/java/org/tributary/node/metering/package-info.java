// SPDX-License-Identifier: Apache-2.0
/// How receipts reach every member of a service chain before a block orders them: spread, verified, stored,
/// acknowledged. Protocol §7.3.
@NullMarked
package org.tributary.node.metering;

import org.jspecify.annotations.NullMarked;
