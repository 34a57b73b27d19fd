// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import java.util.List;
import org.tributary.bandwidth.Rejection;
import org.tributary.rpc.v1.EntryRejection;
import org.tributary.rpc.v1.Refusal;

/// Reasons as messages show them: the published code, and what to change.
final class Refusals {
    private Refusals() {}

    static Refusal of(Rejection rejection) {
        return of(rejection, rejection.sentence());
    }

    /// With the reasons of the entries that are behind it.
    static Refusal of(Rejection rejection, List<IntakeAnswer.RefusedEntry> entries) {
        return of(rejection).toBuilder()
                .addAllEntries(entries.stream().map(Refusals::of).toList())
                .build();
    }

    /// With words of its own, where more can be said.
    static Refusal of(Rejection rejection, String message) {
        return Refusal.newBuilder()
                .setCode(rejection.name())
                .setMessage(message)
                .build();
    }

    static EntryRejection of(IntakeAnswer.RefusedEntry entry) {
        return EntryRejection.newBuilder()
                .setIndex(entry.index())
                .setCode(entry.rejection().name())
                .setMessage(entry.rejection().sentence())
                .build();
    }
}
