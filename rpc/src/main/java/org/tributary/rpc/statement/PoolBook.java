// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Invariant;

/// A pool's account book, as wallets read it from the Pools contract, and what of its cover is free on service chains.
///
/// @param height of main that it was read at, or one before
public record PoolBook(Height height, Hash pool, Address owner, Money money, long minEpoch, Cover cover) {
    /// What stands behind the pool's bills.
    ///
    /// @param basisPoints the share of what may be billed that the owner keeps ready
    /// @param debt billed and not paid, for want of cover; no part of the pool's money
    /// @param free what openings may still reserve, of the chains of this node on which the pool has cover
    public record Cover(long basisPoints, Amount debt, SortedMap<ChainName, Amount> free) {
        public Cover {
            free = Collections.unmodifiableSortedMap(new TreeMap<>(free));
        }
    }

    /// Where a pool's money is: see the Pools contract.
    public record Money(
            Amount deposited, Amount free, Amount authorised, Amount owed, Amount held, Amount paid, Amount withdrawn) {
        /// Whether deposited = free + authorised + owed + held + paid + withdrawn.
        public boolean adds() {
            return deposited.equals(
                    free.plus(authorised).plus(owed).plus(held).plus(paid).plus(withdrawn));
        }
    }

    /// Nothing where there is no such pool.
    public static Optional<PoolBook> read(NetworkView network, MeteredChains chains, Hash pool) {
        var height = network.head();
        var contracts = new ContractReads(network);
        return contracts
                .call(Reserved.POOLS, Pools.POOL, AbiValue.of(pool))
                .map(book -> new PoolBook(
                        height,
                        pool,
                        book.address(0),
                        money(book),
                        book.number(8).longValueExact(),
                        cover(contracts, chains, pool)));
    }

    private static Money money(Arguments book) {
        return new Money(
                amount(book, 1),
                amount(book, 2),
                amount(book, 3),
                amount(book, 4),
                amount(book, 5),
                amount(book, 6),
                amount(book, 7));
    }

    private static Amount amount(Arguments book, int position) {
        return book.amount(position).orElseThrow(() -> new Invariant.Broken("a pool's parts are amounts"));
    }

    private static Cover cover(ContractReads contracts, MeteredChains chains, Hash pool) {
        var free = new TreeMap<ChainName, Amount>();
        chains.all()
                .forEach(chain -> chain.view()
                        .freeCover(pool)
                        .ifPresent(amount -> free.put(chain.view().chain(), amount)));
        var chosen = contracts
                .call(Reserved.POOLS, Pools.COVER, AbiValue.of(pool))
                .orElseThrow(() -> new Invariant.Broken("every pool has a cover"));
        return new Cover(chosen.smallNumber(0), amount(chosen, 1), free);
    }

    /// Whether `other` says the same of the pool, at whatever height.
    public boolean isAs(PoolBook other) {
        return owner.equals(other.owner)
                && money.equals(other.money)
                && minEpoch == other.minEpoch
                && cover.equals(other.cover);
    }
}
