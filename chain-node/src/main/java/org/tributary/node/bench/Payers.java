// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.tributary.genesis.ChainSpec;
import org.tributary.primitives.crypto.PrivateKey;

/// All accounts that send, each to the others in turn.
final class Payers {
    private final List<Payer> payers;
    /// By the transaction's hash as JSON-RPC writes it; an entry goes when its transfer stands in a block.
    private final Map<String, Payer> waiting = new ConcurrentHashMap<>();

    Payers(ChainSpec spec, List<PrivateKey> accounts) {
        this.payers = accounts.stream().map(key -> new Payer(spec, key)).toList();
    }

    /// Signs on all cores.
    ///
    /// @param each how many transfers of every account
    void sign(int each) {
        IntStream.range(0, payers.size()).parallel().forEach(i -> {
            for (int n = 0; n < each; n++) {
                sign(i, 1 + n % (payers.size() - 1));
            }
        });
    }

    private void sign(int payer, int distance) {
        var from = payers.get(payer);
        var transfer = from.sign(payers.get((payer + distance) % payers.size()).address());
        waiting.put(transfer.hash().toString(), from);
    }

    int count() {
        return payers.size();
    }

    /// Every `step`-th from `first` on.
    List<Payer> share(int first, int step) {
        return IntStream.range(0, payers.size())
                .filter(i -> i % step == first)
                .mapToObj(payers::get)
                .toList();
    }

    void committed(String hash, long nowMillis) {
        Optional.ofNullable(waiting.remove(hash)).ifPresent(payer -> payer.committed(nowMillis));
    }

    /// Sends again whatever is in no block.
    void again() {
        payers.forEach(Payer::again);
    }

    boolean unsent() {
        return payers.stream().anyMatch(Payer::unsent);
    }

    boolean done() {
        return payers.stream().allMatch(Payer::done);
    }
}
