// SPDX-License-Identifier: Apache-2.0
package org.tributary.contracts;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;

/// The wrappers at their addresses, set up for a network whose blocks are final within a fraction of a second.
///
/// ```
/// var contracts = PlatformContracts.of(PlatformContracts.connect("http://127.0.0.1:8545"), credentials);
/// contracts.registry().registerDapp(PlatformContracts.label("movies")).send();
/// contracts.pools().create(PlatformContracts.label("movies"), Convert.toWei("100", ETHER).toBigInteger()).send();
/// ```
public record PlatformContracts(Registry registry, Pools pools, Settlement settlement, Challenges challenges) {
    public static final String REGISTRY = "0x0000000000000000000000000000000000001001";
    public static final String POOLS = "0x0000000000000000000000000000000000001002";
    public static final String SETTLEMENT = "0x0000000000000000000000000000000000001003";
    public static final String CHALLENGES = "0x0000000000000000000000000000000000001005";

    /// Web3j asks every 15 s unless told otherwise.
    private static final long POLL_MILLIS = 100;

    private static final int ATTEMPTS = 600;

    /// Above what any call of a platform contract takes with the largest input; only what is used is charged.
    private static final BigInteger GAS_LIMIT = BigInteger.valueOf(1_000_000);

    private static final int WORD = 32;

    /// A connection over HTTP that asks for new blocks ten times a second.
    public static Web3j connect(String url) {
        return Web3j.build(new HttpService(url), POLL_MILLIS, Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "web3j-polling");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /// For an account whose key is at hand.
    ///
    /// @throws IOException where the node does not answer
    public static PlatformContracts of(Web3j web3j, Credentials credentials) throws IOException {
        long chainId = web3j.ethChainId().send().getChainId().longValueExact();
        var receipts = new PollingTransactionReceiptProcessor(web3j, POLL_MILLIS, ATTEMPTS);
        return of(web3j, new RawTransactionManager(web3j, credentials, chainId, receipts));
    }

    /// For whatever else signs.
    ///
    /// @throws IOException where the node does not answer
    public static PlatformContracts of(Web3j web3j, TransactionManager manager) throws IOException {
        ContractGasProvider gas =
                new StaticGasProvider(web3j.ethGasPrice().send().getGasPrice(), GAS_LIMIT);
        return new PlatformContracts(
                Registry.load(REGISTRY, web3j, manager, gas),
                Pools.load(POOLS, web3j, manager, gas),
                Settlement.load(SETTLEMENT, web3j, manager, gas),
                Challenges.load(CHALLENGES, web3j, manager, gas));
    }

    /// The label of a pool, or the name of a chain, as Solidity's `bytes32`.
    ///
    /// @param text at most 32 ASCII characters
    public static byte[] label(String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > WORD) {
            throw new IllegalArgumentException("a label has at most 32 characters");
        }
        return Arrays.copyOf(bytes, WORD);
    }
}
