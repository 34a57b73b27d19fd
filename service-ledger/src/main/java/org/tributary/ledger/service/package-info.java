// SPDX-License-Identifier: Apache-2.0
/// The program of a service chain: lodges tickets, orders receipt batches, closes windows. Protocol §7.
@NullMarked
package org.tributary.ledger.service;

import org.jspecify.annotations.NullMarked;
