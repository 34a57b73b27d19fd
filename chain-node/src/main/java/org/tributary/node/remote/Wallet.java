// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;

/// One account that signs its own transactions. Not for several threads at once: a nonce is taken once.
public final class Wallet {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final JsonRpc rpc;
    private final ChainId chainId;
    private final PrivateKey key;
    private final Stop stop;

    public Wallet(JsonRpc rpc, ChainId chainId, PrivateKey key, Stop stop) {
        this.rpc = rpc;
        this.chainId = chainId;
        this.key = key;
        this.stop = stop;
    }

    public Address address() {
        return key.address();
    }

    public PrivateKey key() {
        return key;
    }

    public Amount balance() {
        var hex = rpc.call("eth_getBalance", JsonRpc.text(address()), JsonRpc.text("latest"));
        return new Amount(new BigInteger(hex.asText().substring(2), 16));
    }

    /// Sends and waits until it is final.
    ///
    /// @param what it does, to finish the sentence "could not …"
    /// @throws RemoteFailed where it is refused, or final but reverted
    public JsonNode execute(String what, Call call) {
        try {
            var receipt = await(submit(sign(call)), POLL);
            if (JsonRpc.quantity(receipt.path("status")) != 1) {
                throw new RemoteFailed("it was reverted");
            }
            return receipt;
        } catch (RemoteFailed failed) {
            throw new RemoteFailed("could not " + what + ": " + failed.getMessage(), failed);
        }
    }

    /// The gas is what the node estimates, which also gives the reason of what would revert.
    public SignedTransaction sign(Call call) {
        long gas = rpc.quantity("eth_estimateGas", describe(call));
        long nonce = rpc.quantity("eth_getTransactionCount", JsonRpc.text(address()), JsonRpc.text("pending"));
        var price = BigInteger.valueOf(rpc.quantity("eth_gasPrice"));
        return SignedTransaction.sign(FeeMarketTransaction.flat(chainId, nonce, price, gas, call), key);
    }

    public Hash submit(SignedTransaction signed) {
        try {
            rpc.call("eth_sendRawTransaction", JsonRpc.text(signed.encoded().toHexString()));
        } catch (JsonRpc.Refused refused) {
            // A node that died after it passed the transaction on makes us send it twice.
            if (!String.valueOf(refused.getMessage()).contains("already known")) {
                throw refused;
            }
        }
        return signed.hash();
    }

    public JsonNode await(Hash transaction, Duration poll) {
        return stop.until("the receipt of " + transaction, PATIENCE, poll, () -> {
            var receipt = rpc.call("eth_getTransactionReceipt", JsonRpc.text(transaction));
            return receipt.isObject() ? Optional.of(receipt) : Optional.empty();
        });
    }

    private ObjectNode describe(Call call) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("from", address().toString());
        call.to().ifPresent(to -> json.put("to", to.toString()));
        json.put("value", "0x" + call.value().toString(16));
        json.put("data", call.input().toHexString());
        return json;
    }
}
