// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.rating.Tier;
import org.tributary.primitives.Amount;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;

/// A billing profile as a JSON file: the fields of the signed object, codes as words, prices in smallest units. All
/// fields are required, and no others are taken: what a profile says decides what is paid.
final class ProfileFile {
    private static final long MAX_BYTES = 16 << 10;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private ProfileFile() {}

    static Decoded<BillingProfile> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new Decoded.Malformed<>(file + ": larger than any profile");
            }
            return new Decoded.Value<>(parse(MAPPER.readTree(Files.readString(file))));
        } catch (JsonProcessingException noJson) {
            return new Decoded.Malformed<>(file + ": no JSON: " + noJson.getOriginalMessage());
        } catch (IOException unreadable) {
            return new Decoded.Malformed<>(file + ": cannot be read: " + unreadable);
        } catch (IllegalArgumentException | ArithmeticException refused) {
            return new Decoded.Malformed<>(file + ": " + refused.getMessage());
        }
    }

    private static BillingProfile parse(JsonNode json) {
        var tiers = new ArrayList<Tier>();
        json.path("tiers").forEach(tier -> tiers.add(new Tier(number(tier, "from"), amount(tier, "price"))));
        var profile = new BillingProfile(
                word(json, "kind", UsageKind.values()),
                word(json, "mode", BillingMode.values()),
                word(json, "scope", BillingScope.values()),
                word(json, "direction", Direction.values()),
                new Ranking(small(json, "rank"), small(json, "discardPerMille"), flag(json, "validDays")),
                number(json, "quantum"),
                word(json, "rounding", Rounding.values()),
                small(json, "offsetMinutes"),
                new Tariff(flag(json, "wholeQuantity"), tiers, number(json, "commitment"), amount(json, "burstPrice")));
        var own = json(profile);
        for (var field : json.properties()) {
            require(own.has(field.getKey()), field.getKey() + ": no such field");
        }
        return profile;
    }

    /// What [#read] takes.
    static ObjectNode json(BillingProfile profile) {
        var tariff = profile.tariff();
        var json = MAPPER.createObjectNode()
                .put("kind", word(profile.kind()))
                .put("mode", word(profile.mode()))
                .put("scope", word(profile.scope()))
                .put("direction", word(profile.direction()))
                .put("rank", profile.ranking().rank())
                .put("discardPerMille", profile.ranking().discardPerMille())
                .put("validDays", profile.ranking().validDays())
                .put("quantum", Long.toString(profile.quantum()))
                .put("rounding", word(profile.rounding()))
                .put("offsetMinutes", profile.offsetMinutes())
                .put("wholeQuantity", tariff.wholeQuantity());
        var tiers = json.putArray("tiers");
        tariff.tiers()
                .forEach(tier -> tiers.addObject()
                        .put("from", Long.toString(tier.from()))
                        .put("price", tier.price().toString()));
        return json.put("commitment", Long.toString(tariff.commitment()))
                .put("burstPrice", tariff.burstPrice().toString());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E word(JsonNode json, String field, E[] values) {
        var text = text(json, field);
        return Stream.of(values)
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field + ": want one of "
                        + String.join(
                                ", ",
                                List.of(values).stream().map(ProfileFile::word).toList())));
    }

    private static String text(JsonNode json, String field) {
        require(json.path(field).isTextual(), field + ": is missing, or no string");
        return json.path(field).asText();
    }

    private static long number(JsonNode json, String field) {
        var text = text(json, field);
        require(text.matches("[0-9]{1,18}"), field + ": want a whole number below 10^18, as a string");
        return Long.parseLong(text);
    }

    private static Amount amount(JsonNode json, String field) {
        return Amount.parse(text(json, field));
    }

    private static int small(JsonNode json, String field) {
        require(
                json.path(field).canConvertToInt() && json.path(field).isIntegralNumber(),
                field + ": want a whole number");
        return json.path(field).asInt();
    }

    private static boolean flag(JsonNode json, String field) {
        require(json.path(field).isBoolean(), field + ": want true or false");
        return json.path(field).asBoolean();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
