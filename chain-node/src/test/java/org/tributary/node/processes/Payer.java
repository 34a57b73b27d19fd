// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;

/// One account that pays one unit after the other to a receiver of its own. It hands each payment to some
/// node, asks any node for the receipt, and hands the same payment to another node when the receipt does not
/// come.
final class Payer {
    private static final Duration LOOK = Duration.ofMillis(50);
    /// Looks before a payment is handed in again.
    private static final int LOOKS = 20;

    private final ChainSpec spec;
    private final PrivateKey key;
    private final Address receiver;
    private final List<Rpc> nodes;
    private final Random random;
    private final List<Final> finals = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;
    private volatile String lastRefusal = "none";

    Payer(ChainSpec spec, PrivateKey key, List<Rpc> nodes, Random random) {
        this.spec = spec;
        this.key = key;
        this.nodes = nodes;
        this.random = random;
        // The account that has the payer's address as its secret: nobody else pays to it.
        this.receiver = new PrivateKey(Bytes32.leftPad(key.address().bytes())).address();
    }

    Address receiver() {
        return receiver;
    }

    List<Final> finals() {
        return finals;
    }

    String lastRefusal() {
        return lastRefusal;
    }

    /// It ends when the payment under way is final.
    void stop() {
        stopping = true;
    }

    void run() {
        try {
            for (long nonce = 0; !stopping; nonce++) {
                finals.add(pay(sign(nonce)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private SignedTransaction sign(long nonce) {
        var price = spec.token().gasPrice().units();
        var call = Call.transfer(receiver, Amount.of(1));
        return SignedTransaction.sign(
                FeeMarketTransaction.flat(spec.chainId(), nonce, price, VerifiedTransaction.BASE_GAS, call), key);
    }

    private Final pay(SignedTransaction payment) throws InterruptedException {
        while (true) {
            submit(payment);
            for (int look = 0; look < LOOKS; look++) {
                Thread.sleep(LOOK);
                var receipt = receipt(payment.hash());
                if (receipt.isPresent()) {
                    return receipt.get();
                }
            }
        }
    }

    /// To the first node that answers at all.
    private void submit(SignedTransaction payment) {
        for (int tries = 0; tries < nodes.size() && !isHandedIn(payment); tries++) {}
    }

    private boolean isHandedIn(SignedTransaction payment) {
        try {
            node().call("eth_sendRawTransaction", Rpc.quoted(payment.encoded().toHexString()));
            return true;
        } catch (Rpc.Refused refused) {
            // Known already, or final already where nobody has said so yet. Anything else shows as a stop of progress.
            lastRefusal = String.valueOf(refused.getMessage());
            return true;
        } catch (UncheckedIOException away) {
            lastRefusal = String.valueOf(away.getMessage());
            return false;
        }
    }

    private Optional<Final> receipt(Hash transaction) {
        try {
            return node().finality(transaction);
        } catch (UncheckedIOException | Rpc.Refused away) {
            return Optional.empty();
        }
    }

    private Rpc node() {
        return nodes.get(random.nextInt(nodes.size()));
    }
}
