// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.block;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// What executing one transaction came to.
///
/// @param system what ran where nobody signed: a consumed message or a closed window; nothing for a signed transaction
public record Outcome(
        Hash transaction,
        Address sender,
        Optional<SystemCall> system,
        boolean succeeded,
        long gasUsed,
        List<LogEntry> logs) {
    private static final int MAX_LOGS = 1 << 16;
    private static final int MAX_BYTES = 1 << 26;

    public Outcome {
        logs = List.copyOf(logs);
    }

    /// Of something that nobody signed.
    ///
    /// @param system the address that such calls come from
    public static Outcome of(
            Hash transaction, Address system, SystemCall call, boolean succeeded, List<LogEntry> logs) {
        return new Outcome(transaction, system, Optional.of(call), succeeded, 0, logs);
    }

    public record SystemCall(Address to, Bytes input) {}

    public Hash hash() {
        return Keccak.hash(Rlp.list(this::write));
    }

    public void write(RlpListWriter list) {
        list.hash(transaction).address(sender);
        list.list(inner -> system.ifPresent(call -> inner.address(call.to()).bytes(call.input())));
        list.flag(succeeded).number(gasUsed);
        list.list(
                logs,
                (out, log) -> out.list(item -> item.address(log.address())
                        .list(log.topics(), RlpListWriter::hash)
                        .bytes(log.data())));
    }

    public static Outcome read(RlpListReader list) {
        return new Outcome(
                list.hash(),
                list.address(),
                list.list(inner -> inner.isComplete()
                        ? Optional.empty()
                        : Optional.of(new SystemCall(inner.address(), inner.bytes(MAX_BYTES)))),
                list.flag(),
                list.number(),
                list.list(
                        MAX_LOGS,
                        in -> in.list(log ->
                                new LogEntry(log.address(), log.list(4, RlpListReader::hash), log.bytes(MAX_BYTES)))));
    }
}
