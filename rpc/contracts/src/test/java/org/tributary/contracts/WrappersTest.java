// SPDX-License-Identifier: Apache-2.0
package org.tributary.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tributary.contracts.PlatformContracts.label;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.node.Devnet;
import org.tributary.primitives.Address;
import org.tributary.primitives.crypto.PrivateKey;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.exceptions.TransactionException;
import org.web3j.utils.Convert;

/// A DApp's own code on the wrappers, against four validators.
class WrappersTest {
    @TempDir
    static Path directory = Path.of("");

    private static Devnet devnet;
    private static Web3j web3j;

    @BeforeAll
    static void start() {
        devnet = Devnet.start(
                new Devnet.Plan(directory, 4, 3, UnaryOperator.identity(), Map.of("rpc.port", "0", "grpc.port", "0")));
        web3j = PlatformContracts.connect(
                "http://127.0.0.1:" + devnet.nodes().getFirst().doors().jsonRpcPort());
    }

    @AfterAll
    static void stop() {
        web3j.shutdown();
        devnet.close();
    }

    private static PlatformContracts contracts(PrivateKey key) throws Exception {
        return PlatformContracts.of(web3j, Credentials.create(key.secret().toUnprefixedHexString()));
    }

    private static BigInteger tokens(long count) {
        return Convert.toWei(String.valueOf(count), Convert.Unit.ETHER).toBigInteger();
    }

    @Test
    void aDappRegistersFundsAPoolAndReadsWhereItsMoneyIs() throws Exception {
        var owner = devnet.accounts().get(0);
        var contracts = contracts(owner);
        contracts.registry().registerDapp(label("movies")).send();
        assertThat(contracts.registry().dapp(owner.address().toString()).send().component2())
                .isEqualTo(label("movies"));

        var created = contracts.pools().create(label("main pool"), tokens(100)).send();
        var pool = Pools.getPoolCreatedEvents(created).getFirst().pool;
        assertThat(pool).hasSize(32);
        contracts.pools().deposit(pool, tokens(20)).send();
        var authorised =
                contracts.pools().authorise(pool, label("cdn"), tokens(70)).send();
        assertThat(Pools.getAuthorisedEvents(authorised).getFirst().amount).isEqualTo(tokens(70));

        var book = contracts.pools().pool(pool).send();
        assertThat(Address.parse(book.component1())).isEqualTo(owner.address());
        assertThat(book.component2()).as("deposited").isEqualTo(tokens(120));
        assertThat(book.component3()).as("free").isEqualTo(tokens(50));
        assertThat(book.component4()).as("authorised").isEqualTo(tokens(70));
        assertThat(contracts.settlement().totals().send().component1()).isZero();
    }

    @Test
    void whatTheContractRefusesIsAnExceptionAndMovesNothing() throws Exception {
        var stranger = contracts(devnet.accounts().get(1));
        assertThatThrownBy(() ->
                        stranger.pools().create(label("no dapp"), tokens(1)).send())
                .isInstanceOf(TransactionException.class);
    }
}
