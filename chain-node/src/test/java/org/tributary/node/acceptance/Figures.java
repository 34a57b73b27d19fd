// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.v1.Totals;

/// Everything that bad input might change, as the outside sees it.
record Figures(
        TreeMap<Address, BigInteger> balances,
        TreeMap<Address, BigInteger> nonces,
        List<Arguments> pools,
        Arguments settled,
        Totals totals,
        String burned) {
    static Figures of(NodeClient node, List<Address> accounts, Hash... pools) throws Exception {
        var balances = new TreeMap<Address, BigInteger>();
        var nonces = new TreeMap<Address, BigInteger>();
        for (var account : accounts) {
            balances.put(account, node.balance(account));
            nonces.put(account, node.nonce(account));
        }
        var books = new ArrayList<Arguments>();
        for (var pool : pools) {
            books.add(node.read(Reserved.POOLS, Pools.POOL, AbiValue.of(pool)));
        }
        return new Figures(
                balances,
                nonces,
                books,
                node.read(Reserved.SETTLEMENT, Settlement.TOTALS),
                node.totals(),
                node.supply().getBurned());
    }

    /// The node still does what it is there for: a transfer goes through.
    static void stillServes(NodeClient node, PrivateKey account) throws Exception {
        var receipt = node.execute(account, account.address(), Amount.of(1), Bytes.EMPTY);
        assertThat(receipt.isStatusOK()).isTrue();
        assertThat(node.supply().getConserved()).isTrue();
    }
}
