// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Founders;
import org.tributary.genesis.Preset;
import org.tributary.genesis.file.SpecFile;
import org.tributary.ledger.bill.BillPart;
import org.tributary.ledger.bill.Pieces;
import org.tributary.node.storage.RocksStore;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import picocli.CommandLine;

/// Exit codes and output of `bill verify` and `audit`, over real files.
class CheckingCommandsTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeGenesis() {
        SpecFile.write(network(1), directory.resolve("genesis.json"));
    }

    private static ChainSpec network(int seed) {
        var key = new PrivateKey(Keccak.hash(Bytes.of(1)).bytes());
        var seats = List.of(new Validator(key.address(), key.publicKey()));
        return Preset.DEVNET.found(
                new Founders(seats, List.of(key.address()), 1_700_000_000_000L, Keccak.hash(Bytes.of(seed))));
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private Path bill() throws Exception {
        var pieces = new ArrayList<Bytes>();
        var writer = new Pieces(pieces::add);
        writer.write(new BillPart.Begin(BillPart.VERSION, network(1).hash(), new ChainName("cdn"), 0, 0, 0));
        writer.write(new BillPart.End());
        return Files.write(
                directory.resolve("cdn.bill"), Bytes.concatenate(pieces).toArrayUnsafe());
    }

    private int verify(Path file, Path genesis) {
        return run(new BillCommand(), "verify", file.toString(), "--genesis", genesis.toString(), "--json");
    }

    @Test
    void aBillThatHoldsExitsWithZero() throws Exception {
        assertThat(verify(bill(), directory.resolve("genesis.json"))).isZero();
        assertThat(out.toString()).contains("\"verified\":true").contains("\"proofsChecked\":0");
    }

    @Test
    void aFlippedByteExitsWithOneAndSaysWhy() throws Exception {
        var file = bill();
        var bytes = Files.readAllBytes(file);
        bytes[10] ^= 1;
        Files.write(file, bytes);
        assertThat(verify(file, directory.resolve("genesis.json"))).isOne();
        assertThat(out.toString()).contains("\"verified\":false").contains("damaged");
    }

    @Test
    void aBillOfAnotherNetworkExitsWithOne() throws Exception {
        var other = directory.resolve("other.json");
        SpecFile.write(network(2), other);
        assertThat(verify(bill(), other)).isOne();
        assertThat(out.toString()).contains("another network");
    }

    @Test
    void aBillThatIsNotThereExitsWithOneAndNoGenesisWithTwo() {
        assertThat(verify(directory.resolve("none"), directory.resolve("genesis.json")))
                .isOne();
        assertThat(run(new BillCommand(), "verify", "none")).isEqualTo(2);
        assertThat(run(new BillCommand())).isEqualTo(2);
    }

    @Test
    void anExportWithoutANodeLeavesNoFile() throws Exception {
        var file = directory.resolve("x.bill");
        assertThat(run(new BillCommand(), "export", "--grpc", "127.0.0.1:1", file.toString()))
                .isOne();
        try (var files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactly("genesis.json");
        }
    }

    @Test
    void anAuditAddsUpAStoppedNodeAndFindsItsGenesis() {
        var data = directory.resolve("validator-0").resolve("data");
        try (var store = RocksStore.open(data.resolve("chains").resolve("main"))) {
            StoredMain.ledger(network(1), store);
        }
        assertThat(run(new AuditCommand(), "--data", data.toString(), "--json")).isZero();
        assertThat(out.toString()).contains("\"height\":0").contains("\"conserved\":true");
    }

    @Test
    void anAuditOfAnotherNetworkOrOfNothingExitsWithOne() {
        var data = directory.resolve("data");
        assertThat(run(new AuditCommand(), "--data", data.toString())).isOne();
        assertThat(err.toString()).contains("holds no main chain");
        try (var store = RocksStore.open(data.resolve("chains").resolve("main"))) {
            StoredMain.ledger(network(2), store);
        }
        assertThat(run(new AuditCommand(), "--data", data.toString())).isOne();
        assertThat(err.toString()).contains("of another network");
    }
}
