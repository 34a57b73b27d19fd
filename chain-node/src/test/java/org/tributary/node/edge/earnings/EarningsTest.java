// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.earnings;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.node.edge.earnings.Reading.Book;
import org.tributary.rpc.v1.BillRow;

class EarningsTest {
    private static BigInteger of(long units) {
        return BigInteger.valueOf(units);
    }

    private static BillRow row(long window, long amount) {
        return BillRow.newBuilder()
                .setWindow(window)
                .setAmount(Long.toString(amount))
                .setUnits(amount)
                .build();
    }

    private static Reading reading(Book book, BillRow... rows) {
        var billed =
                Arrays.stream(rows).map(row -> new BigInteger(row.getAmount())).reduce(of(0), BigInteger::add);
        return new Reading(List.of(rows), billed, book);
    }

    private static Earnings earnings(long earned, long settled, long unsettled, long fees, long held) {
        return new Earnings(of(earned), of(settled), of(unsettled), of(fees), of(held));
    }

    @Test
    void whatMainHasNotTakenOverOrOwesIsUnsettled() {
        var book = new Book(of(100), of(60), of(1), of(5), of(30));
        var earnings = reading(book, row(1, 100), row(2, 50)).earnings();
        assertThat(earnings).isEqualTo(earnings(150, 60, 54, 6, 30));
        assertThat(earnings.addsUp()).isTrue();
    }

    @Test
    void windowsAreSettledInTheirOrder() {
        var rows = new BillRow[] {row(3, 40), row(3, 10), row(5, 20), row(8, 7)};
        assertThat(reading(new Book(of(0), of(0), of(0), of(0), of(0)), rows).settledThrough())
                .isEqualTo(-1);
        assertThat(reading(new Book(of(50), of(50), of(0), of(0), of(0)), rows).settledThrough())
                .isEqualTo(3);
        assertThat(reading(new Book(of(70), of(70), of(0), of(0), of(0)), rows).settledThrough())
                .isEqualTo(5);
        assertThat(reading(new Book(of(77), of(77), of(0), of(0), of(0)), rows).settledThrough())
                .isEqualTo(8);
    }

    @Test
    void everyZeroHasAReason() {
        assertThat(Zeros.of(Earnings.NONE))
                .extracting(Zeros.Zero::figure)
                .containsExactly("earned", "settled", "unsettled", "fees", "held");
        assertThat(Zeros.of(earnings(10, 0, 10, 0, 0)))
                .extracting(Zeros.Zero::code)
                .containsExactly("NOT_SETTLED_YET", "NOTHING_SETTLED", "NOTHING_HELD");
        assertThat(Zeros.of(earnings(10, 9, 0, 1, 0)))
                .extracting(Zeros.Zero::code)
                .containsExactly("ALL_SETTLED", "NOTHING_HELD");
    }

    @Test
    void aDayBeginsWhereTheLastOneWasLeft(@TempDir Path folder) throws Exception {
        var file = folder.resolve("day.json");
        var monday = LocalDate.parse("2026-03-02");
        var morning = Instant.parse("2026-03-02T08:00:00Z");
        var first = earnings(10, 5, 3, 1, 1);
        assertThat(new DayFile(file).begin(monday, morning, first).since()).isEqualTo(morning);
        var last = earnings(20, 12, 4, 2, 2);
        // A new program reads what the one before wrote.
        assertThat(new DayFile(file)
                        .begin(monday, morning.plusSeconds(60), last)
                        .earnings())
                .isEqualTo(first);
        var tuesday = monday.plusDays(1);
        var noon = Instant.parse("2026-03-03T12:00:00Z");
        var begin = new DayFile(file).begin(tuesday, noon, earnings(30, 20, 6, 2, 2));
        assertThat(begin.since()).isEqualTo(tuesday.atStartOfDay(ZoneOffset.UTC).toInstant());
        assertThat(begin.earnings()).isEqualTo(last);
        Files.writeString(file, "{\"begin\":1}");
        assertThat(new DayFile(file).begin(tuesday, noon, first).earnings()).isEqualTo(first);
    }

    @Test
    void theDifferenceOfWhatAddsUpAddsUp() {
        var today = earnings(150, 60, 54, 6, 30).since(earnings(100, 20, 40, 0, 40));
        assertThat(today).isEqualTo(earnings(50, 40, 14, 6, -10));
        assertThat(today.addsUp()).isTrue();
        assertThat(earnings(1, 0, 0, 0, 0).addsUp()).isFalse();
    }
}
