// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.node.Devnet;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.crypto.PrivateKey;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/// Transactions that must not count: refused in the words that clients match, and nothing changes.
class BadTransactionsTest {
    private static final Address RECEIVER = new Address(Bytes.repeat((byte) 0x5a, Address.SIZE));
    private static final long GAS = 21_000;

    @TempDir
    static Path directory;

    private static Devnet devnet;
    private static NodeClient node;
    private static PrivateKey account;
    private Figures before;

    @BeforeAll
    static void start() throws Exception {
        devnet = RunningDevnet.start(directory);
        node = NodeClient.of(devnet.nodes().getFirst());
        account = devnet.accounts().getFirst();
        Figures.stillServes(node, devnet.accounts().get(4));
    }

    @AfterAll
    static void stop() {
        node.close();
        devnet.close();
    }

    @BeforeEach
    void look() throws Exception {
        before = figures();
    }

    @AfterEach
    void nothingChangedAndTheNodeServes() throws Exception {
        assertThat(figures()).isEqualTo(before);
        Figures.stillServes(node, devnet.accounts().get(4));
    }

    private static Figures figures() throws Exception {
        return Figures.of(node, List.of(account.address(), RECEIVER));
    }

    private static FeeMarketTransaction transfer(long chain, long nonce, Amount value) {
        return FeeMarketTransaction.flat(
                new ChainId(chain),
                nonce,
                devnet.spec().token().gasPrice().units(),
                GAS,
                Call.transfer(RECEIVER, value));
    }

    private static long chain() {
        return devnet.spec().chainId().number();
    }

    private static long nonce() throws Exception {
        return node.nonce(account.address()).longValueExact();
    }

    private static String refusal(String raw) throws Exception {
        var answer = node.web3().ethSendRawTransaction(raw).send();
        assertThat(answer.hasError()).isTrue();
        return answer.getError().getMessage();
    }

    private static String refusal(FeeMarketTransaction transaction, PrivateKey key) throws Exception {
        return refusal(SignedTransaction.sign(transaction, key).encoded().toHexString());
    }

    @Test
    void aTransactionForAnotherChainIsRefused() throws Exception {
        assertThat(refusal(transfer(chain() + 1, nonce(), Amount.of(1)), account))
                .isEqualTo(
                        "invalid chain id: this network has " + chain() + ", the transaction names " + (chain() + 1));
    }

    @Test
    void aNonceTwiceIsTooLow() throws Exception {
        var busy = devnet.accounts().get(4);
        assertThat(refusal(transfer(chain(), 0, Amount.of(1)), busy)).isEqualTo("nonce too low");
    }

    @Test
    void aNonceFarAheadIsTooHigh() throws Exception {
        assertThat(refusal(transfer(chain(), nonce() + 100_000, Amount.of(1)), account))
                .isEqualTo("nonce too high");
    }

    @Test
    void anAccountCannotSpendWhatItDoesNotHave() throws Exception {
        var poor = NewNetwork.key(new SecureRandom());
        assertThat(refusal(transfer(chain(), 0, Amount.ZERO), poor))
                .startsWith("insufficient funds for gas * price + value");
        var all = new Amount(node.balance(account.address()));
        assertThat(refusal(transfer(chain(), nonce(), all), account))
                .startsWith("insufficient funds for gas * price + value");
    }

    @Test
    void aHighSSignatureIsRefused() throws Exception {
        var raw = RawTransaction.createTransaction(
                chain(),
                BigInteger.valueOf(nonce()),
                BigInteger.valueOf(GAS),
                RECEIVER.toString(),
                BigInteger.ONE,
                "",
                BigInteger.ZERO,
                devnet.spec().token().gasPrice().units());
        var keys = ECKeyPair.create(account.secret().toUnsignedBigInteger());
        var low = Sign.signMessage(TransactionEncoder.encode(raw), keys);
        var s = Sign.CURVE_PARAMS.getN().subtract(Numeric.toBigInt(low.getS()));
        var v = (byte) (low.getV()[0] == 27 ? 28 : 27);
        var high = new Sign.SignatureData(v, low.getR(), Numeric.toBytesPadded(s, 32));
        assertThat(refusal(Numeric.toHexString(TransactionEncoder.encode(raw, high))))
                .isEqualTo("invalid transaction v, r, s values");
    }

    @ParameterizedTest
    @CsvSource({
        "0x02c0, malformed RLP",
        "0x02f8, malformed RLP",
        "0xc0, malformed RLP",
        "0x, too short",
        "0x7fc0, transaction type not valid",
    })
    void bytesThatAreNoTransactionAreMalformed(String raw, String words) throws Exception {
        assertThat(refusal(raw)).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"jsonrpc\":", "nonsense", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",}"})
    void textThatIsNoJsonIsAParseError(String body) throws Exception {
        assertThat(post(body)).contains("\"code\":-32700");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_sign\",\"params\":[]} | -32601",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_sendRawTransaction\",\"params\":[\"0xzz\"]} | -32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBalance\",\"params\":[\"0x12\",\"latest\"]} | -32602",
            })
    void aRequestThatCannotBeMeantIsRefusedWithItsCode(String body, int code) throws Exception {
        assertThat(post(body)).contains("\"code\":" + code).contains("\"message\":\"");
    }

    private static String post(String body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(RunningDevnet.url(devnet)))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
