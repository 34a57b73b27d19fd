// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.Tier;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;

/// The billing profiles that somebody published under a name: who takes a name first owns it, and adds versions, none
/// of
/// which ever changes. Protocol §8.
final class Profiles {
    static final int MAX_NAME = 64;
    /// Sixteen tiers need less.
    static final int MAX_BYTES = 1_024;

    private static final UInt256 NAMES = Slots.at(2);
    private static final UInt256 HASHES = Slots.at(3);
    private static final String NAME = "[a-z0-9][a-z0-9.-]{0," + (MAX_NAME - 1) + "}";

    private final Storage storage;

    Profiles(Accounts accounts) {
        this.storage = new Storage(accounts, Reserved.REGISTRY);
    }

    /// A profile, and where it was published first.
    ///
    /// @param bytes its canonical form
    record Published(Hash hash, Bytes bytes, String name, long version) {}

    static boolean isName(String name) {
        return name.matches(NAME);
    }

    /// The profile with these canonical bytes. Bytes that decode and are not what the profile encodes to are none.
    static Decoded<BillingProfile> parse(Bytes bytes, Amount highestPrice) {
        if (bytes.size() > MAX_BYTES) {
            return new Decoded.Malformed<>("a profile has at most " + MAX_BYTES + " bytes");
        }
        return switch (Rlp.decodeList(bytes, BillingProfile::read)) {
            case Decoded.Malformed<BillingProfile>(var reason) ->
                new Decoded.Malformed<>("not the canonical bytes of a billing profile: " + reason);
            case Decoded.Value<BillingProfile>(var profile) -> {
                if (!Rlp.list(profile::write).equals(bytes)) {
                    yield new Decoded.Malformed<>("not the canonical bytes of a billing profile");
                }
                yield highest(profile).compareTo(highestPrice) > 0
                        ? new Decoded.Malformed<>("no price is above the whole supply, " + highestPrice)
                        : new Decoded.Value<>(profile);
            }
        };
    }

    private static Amount highest(BillingProfile profile) {
        var tariff = profile.tariff();
        return Stream.concat(
                        Stream.of(tariff.burstPrice()), tariff.tiers().stream().map(Tier::price))
                .reduce(Amount.ZERO, (one, other) -> one.isLessThan(other) ? other : one);
    }

    /// The zero address where the name is free.
    Address owner(String name) {
        return storage.address(base(name));
    }

    /// How many versions the name has; they count from 1.
    long versions(String name) {
        return storage.number(base(name).add(1));
    }

    Optional<Hash> version(String name, long version) {
        boolean exists = version >= 1 && version <= versions(name);
        return exists ? Optional.of(storage.hash(Slots.entry(base(name).add(2), version))) : Optional.empty();
    }

    Optional<Published> published(Hash hash) {
        var base = Slots.entry(HASHES, hash);
        long version = storage.number(base);
        return version == 0
                ? Optional.empty()
                : Optional.of(new Published(
                        hash,
                        storage.bytes(base.add(1)),
                        new String(storage.bytes(base.add(2)).toArrayUnsafe(), StandardCharsets.US_ASCII),
                        version));
    }

    /// Returns the new version's number.
    long publish(Address owner, String name, Hash hash, Bytes bytes) {
        long version = versions(name) + 1;
        storage.address(base(name), owner);
        storage.number(base(name).add(1), version);
        storage.hash(Slots.entry(base(name).add(2), version), hash);
        var base = Slots.entry(HASHES, hash);
        if (storage.number(base) == 0) {
            storage.number(base, version);
            storage.bytes(base.add(1), bytes);
            storage.bytes(base.add(2), ascii(name));
        }
        return version;
    }

    private static UInt256 base(String name) {
        return Slots.entry(NAMES, Keccak.hash(ascii(name)));
    }

    private static Bytes ascii(String name) {
        return Bytes.wrap(name.getBytes(StandardCharsets.US_ASCII));
    }
}
