// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.primitives.Hash;

/// The hashes of the capability and the profile that were asked for last: openings that follow each other mostly share
/// both, and to hash them costs as much as the ticket itself.
final class KnownHashes {
    private final Last<Capability> capability = new Last<>(Capability::hash);
    private final Last<BillingProfile> profile = new Last<>(BillingProfile::hash);

    Hash of(Capability object) {
        return capability.of(object);
    }

    Hash of(BillingProfile object) {
        return profile.of(object);
    }

    private static final class Last<T> {
        private final Function<T, Hash> hash;
        private @Nullable Known<T> known;

        Last(Function<T, Hash> hash) {
            this.hash = hash;
        }

        Hash of(T object) {
            var last = known;
            if (last == null || !last.object().equals(object)) {
                last = new Known<>(object, hash.apply(object));
                known = last;
            }
            return last.hash();
        }
    }

    private record Known<T>(T object, Hash hash) {}
}
