// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.execution;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// The addresses that no key owns. Protocol §9.
public final class Reserved {
    /// Holds the part of the supply that rewards are issued from.
    public static final Address RESERVE = Address.reserved(0x1000);

    public static final Address REGISTRY = Address.reserved(0x1001);
    public static final Address POOLS = Address.reserved(0x1002);
    public static final Address SETTLEMENT = Address.reserved(0x1003);

    /// A chain's own bookkeeping: burned tokens, message sequences, anchored chains, roots of metering deltas.
    public static final Address LEDGER = Address.reserved(0x1004);

    /// Judges challenges, and keeps their bonds and those of providers.
    public static final Address CHALLENGES = Address.reserved(0x1005);

    /// Sends the transactions that nobody signed. The address that EIP-4788 reserves for the same purpose.
    public static final Address SYSTEM = Address.parse("0xfffffffffffffffffffffffffffffffffffffffe");

    /// What platform contracts show as code: wallets take an account without code for a person. The byte is INVALID.
    public static final Bytes STUB_CODE = Bytes.of(0xfe);

    public static final Hash STUB_CODE_HASH = Keccak.hash(STUB_CODE);

    private Reserved() {}
}
