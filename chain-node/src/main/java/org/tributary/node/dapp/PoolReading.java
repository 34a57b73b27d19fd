// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.console.Tokens;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.rpc.statement.PoolBook;
import org.tributary.rpc.statement.PoolBook.Cover;
import org.tributary.rpc.statement.PoolBook.Money;
import org.tributary.rpc.v1.PoolState;

/// A pool's book as a node tells it, for people and for scripts. Whether it adds up is computed here.
record PoolReading(PoolBook book) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// Of `trib_getPool`.
    static PoolReading of(JsonNode json) {
        var cover = new TreeMap<ChainName, Amount>();
        json.path("freeCover").properties().stream()
                .filter(entry -> entry.getValue().isTextual())
                .forEach(entry -> cover.put(
                        new ChainName(entry.getKey()),
                        Amount.parse(entry.getValue().asText())));
        return new PoolReading(new PoolBook(
                new Height(json.path("height").asLong()),
                Hash.parse(json.path("pool").asText()),
                Address.parse(json.path("owner").asText()),
                new Money(
                        amount(json, "deposited"),
                        amount(json, "free"),
                        amount(json, "authorised"),
                        amount(json, "owed"),
                        amount(json, "held"),
                        amount(json, "paid"),
                        amount(json, "withdrawn")),
                json.path("minEpoch").asLong(),
                new Cover(json.path("coverBasisPoints").asLong(), amount(json, "debt"), cover)));
    }

    /// Of gRPC's `Exposure`.
    static PoolReading of(PoolState state) {
        var cover = new TreeMap<ChainName, Amount>();
        state.getFreeCoverMap().forEach((chain, free) -> cover.put(new ChainName(chain), Amount.parse(free)));
        return new PoolReading(new PoolBook(
                new Height(state.getHeight()),
                Hash.of(Bytes.wrap(state.getPool().toByteArray())),
                new Address(Bytes.wrap(state.getOwner().toByteArray())),
                new Money(
                        Amount.parse(state.getDeposited()),
                        Amount.parse(state.getFree()),
                        Amount.parse(state.getAuthorised()),
                        Amount.parse(state.getOwed()),
                        Amount.parse(state.getHeld()),
                        Amount.parse(state.getPaid()),
                        Amount.parse(state.getWithdrawn())),
                state.getMinEpoch(),
                new Cover(state.getCoverBasisPoints(), Amount.parse(state.getDebt()), cover)));
    }

    private static Amount amount(JsonNode json, String field) {
        return Amount.parse(json.path(field).asText());
    }

    boolean adds() {
        return book.money().adds();
    }

    /// The same shape as `trib_getPool`.
    ObjectNode json() {
        var money = book.money();
        var json = MAPPER.createObjectNode()
                .put("height", book.height().number())
                .put("pool", book.pool().toString())
                .put("owner", book.owner().toString())
                .put("deposited", money.deposited().toString())
                .put("free", money.free().toString())
                .put("authorised", money.authorised().toString())
                .put("owed", money.owed().toString())
                .put("held", money.held().toString())
                .put("paid", money.paid().toString())
                .put("withdrawn", money.withdrawn().toString())
                .put("adds", adds())
                .put("minEpoch", Long.toString(book.minEpoch()))
                .put("coverBasisPoints", book.cover().basisPoints())
                .put("debt", book.cover().debt().toString());
        var cover = json.putObject("freeCover");
        book.cover().free().forEach((chain, free) -> cover.put(chain.text(), free.toString()));
        return json;
    }

    String text() {
        var money = book.money();
        var cover = book.cover().free().entrySet().stream()
                .map(entry ->
                        "; on " + entry.getKey() + " " + Tokens.number(entry.getValue()) + " is not reserved or billed")
                .collect(Collectors.joining());
        return """
                pool        %s
                owner       %s
                height      %s
                min epoch   %d (capabilities of an earlier one are revoked)

                deposited   %s
                = free      %s
                authorised  %s%s
                owed        %s
                held        %s
                paid        %s
                withdrawn   %s
                %s
                debt        %s, billed and not paid for want of cover; kept ready: %s %%""".formatted(
                        book.pool(),
                        book.owner(),
                        book.height(),
                        book.minEpoch(),
                        Tokens.number(money.deposited()),
                        Tokens.number(money.free()),
                        Tokens.number(money.authorised()),
                        cover,
                        Tokens.number(money.owed()),
                        Tokens.number(money.held()),
                        Tokens.number(money.paid()),
                        Tokens.number(money.withdrawn()),
                        sum(),
                        Tokens.number(book.cover().debt()),
                        BigDecimal.valueOf(book.cover().basisPoints(), 2)
                                .stripTrailingZeros()
                                .toPlainString());
    }

    /// One line: the identity with its numbers.
    String line() {
        return "height " + book.height() + ": " + sum();
    }

    /// deposited = free + authorised + owed + held + paid + withdrawn.
    private String sum() {
        var money = book.money();
        var parts =
                List.of(money.free(), money.authorised(), money.owed(), money.held(), money.paid(), money.withdrawn());
        return (adds() ? "adds up: " : "DOES NOT ADD UP: ")
                + Tokens.number(money.deposited())
                + (adds() ? " = " : " ≠ ")
                + parts.stream().map(Tokens::number).collect(Collectors.joining(" + "));
    }
}
