// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tributary.node.demo.Figures.Chain;
import org.tributary.node.demo.Figures.Checked;
import org.tributary.node.demo.Figures.Metered;
import org.tributary.node.demo.Figures.Traffic;
import org.tributary.node.demo.Figures.Usage;
import org.tributary.node.demo.Figures.Windows;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.UsageKind;

class FiguresTest {
    @Test
    void theLineHasEveryFieldInOrder() {
        assertThat(figures(1_000, 100, 5).json())
                .isEqualTo(
                        "{\"chain\":\"cdn\",\"usage\":\"bytes\",\"requests\":7,\"badLines\":1,\"sessions\":3,\"receipts\":5,"
                                + "\"rejected\":{\"BAD_SIGNATURE\":1,\"REPLAYED\":2},\"unitsServed\":1000,\"units\":1000,\"bytesServed\":1000,\"bytes\":1000,"
                                + "\"windows\":2,\"rows\":4,\"billed\":\"100\",\"paid\":\"70\",\"fees\":\"1\","
                                + "\"burned\":\"5\",\"held\":\"24\",\"proofsChecked\":5,\"billVerified\":true,"
                                + "\"supplyConserved\":true,\"blocks\":44,\"finalityMillis\":{\"p50\":120,\"p99\":300},"
                                + "\"receiptsVerifiedPerSecond\":12}");
    }

    @Test
    void whatAddsUpHasNoDiscrepancy() {
        assertThat(figures(1_000, 100, 5).discrepancies()).isEmpty();
    }

    @Test
    void oneByteTooManyIsNamed() {
        assertThat(figures(999, 100, 5).discrepancies())
                .containsExactly("units billed (1000) and units served (999) differ");
    }

    @Test
    void oneUnitOfMoneyTooManyIsNamed() {
        assertThat(figures(1_000, 101, 5).discrepancies())
                .anySatisfy(reason -> assertThat(reason).contains("101").contains("paid + fees + burned + held"));
    }

    @Test
    void aReceiptWithoutAProofIsNamed() {
        assertThat(figures(1_000, 100, 4).discrepancies()).containsExactly("only 4 proofs for 5 accepted receipts");
    }

    @Test
    void percentilesAreNearestRanks() {
        assertThat(FinalityMillis.of(List.of(5L, 1L, 4L, 2L, 3L))).isEqualTo(new FinalityMillis(3, 5));
        assertThat(FinalityMillis.of(List.of())).isEqualTo(new FinalityMillis(0, 0));
    }

    private static Figures figures(long served, long billed, long proofs) {
        var rejected = new TreeMap<>(Map.of("REPLAYED", 2L, "BAD_SIGNATURE", 1L));
        return new Figures(
                new Usage(new ChainName("cdn"), UsageKind.BYTES),
                new Traffic(7, 1, served),
                new Metered(3, 5, rejected, 1_000, new Windows(2, 4), Amount.of(billed)),
                new Money(Amount.of(billed), Amount.of(70), Amount.of(1), Amount.of(5), Amount.of(24)),
                new Checked(new BillCheck.Outcome(true, proofs, 1_000, ""), true),
                new Chain(44, new FinalityMillis(120, 300), 12));
    }
}
