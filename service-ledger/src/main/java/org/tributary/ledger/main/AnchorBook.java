// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.Anchor;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.ledger.message.Outbox;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;

/// How far main has anchored every other chain, and what each of them may still send it. Protocol §2.
///
/// A chain's net balance is what main sent it less what it sent main: a captured committee can take that much at most.
public final class AnchorBook {
    private static final UInt256 CHAINS = Slots.at(2);

    private final ChainSpec spec;
    private final Storage storage;

    public AnchorBook(ChainSpec spec, Accounts accounts) {
        this.spec = spec;
        this.storage = new Storage(accounts, Reserved.LEDGER);
    }

    public Height height(ChainName chain) {
        return new Height(storage.number(slot(chain, 0)));
    }

    public Hash hash(ChainName chain) {
        return height(chain).equals(Height.ZERO) ? spec.hash() : storage.hash(slot(chain, 1));
    }

    public Amount netBalance(ChainName chain) {
        return storage.amount(slot(chain, 2));
    }

    /// Main sends `value` to `chain`.
    void sent(ChainName chain, Amount value) {
        storage.add(slot(chain, 2), value);
    }

    /// Takes the anchor over, or says what is wrong with it and changes nothing.
    Verdict take(Anchor anchor, Height mainHeight) {
        var chain = anchor.chain();
        if (spec.serviceChains().stream().noneMatch(known -> known.name().equals(chain))) {
            return Verdict.reject("anchor: no chain is called " + chain);
        }
        var verdict = checkHeaders(anchor, mainHeight);
        if (!verdict.accepted()) {
            return verdict;
        }
        var claimed = checkMessages(anchor);
        if (claimed.isEmpty()) {
            return Verdict.reject("anchor: the messages are not those that the headers commit to");
        }
        if (netBalance(chain).isLessThan(claimed.get())) {
            return Verdict.reject("anchor: " + chain + " claims more than its net balance");
        }
        storage.number(slot(chain, 0), anchor.last().height().number());
        storage.hash(slot(chain, 1), anchor.last().hash());
        storage.subtract(slot(chain, 2), claimed.get());
        return Verdict.accept();
    }

    private Verdict checkHeaders(Anchor anchor, Height mainHeight) {
        var chain = anchor.chain();
        var height = height(chain);
        var hash = hash(chain);
        for (var header : anchor.headers()) {
            height = height.next();
            if (!header.chain().equals(chain)
                    || !header.height().equals(height)
                    || !header.parent().equals(hash)) {
                return Verdict.reject("anchor: the headers of " + chain + " do not follow on " + height(chain));
            }
            if (!header.main().height().isBefore(mainHeight)) {
                return Verdict.reject("anchor: a header names a main block that is not final yet");
            }
            hash = header.hash();
        }
        return anchor.certificate().isCommitOf(chain, height, hash)
                ? anchor.certificate().verify(spec.committee(chain))
                : Verdict.reject("anchor: the certificate is not that of the last header");
    }

    /// The value of the anchor's messages, where they are exactly what its headers send to main.
    private static Optional<Amount> checkMessages(Anchor anchor) {
        try {
            return claimed(anchor);
        } catch (ArithmeticException _) {
            // Only a captured committee certifies claims whose sum is beyond every amount.
            return Optional.empty();
        }
    }

    private static Optional<Amount> claimed(Anchor anchor) {
        int next = 0;
        var value = Amount.ZERO;
        for (var header : anchor.headers()) {
            for (var outbox : header.outboxes()) {
                int end = next + outbox.count();
                if (end > anchor.messages().size() || !matches(anchor, outbox, next, end)) {
                    return Optional.empty();
                }
                value = value.plus(outbox.value());
                next = end;
            }
        }
        return next == anchor.messages().size() ? Optional.of(value) : Optional.empty();
    }

    private static boolean matches(Anchor anchor, Outbox outbox, int from, int to) {
        var messages = anchor.messages().subList(from, to);
        return messages.stream()
                        .allMatch(message -> message.source().equals(anchor.chain())
                                && message.destination().equals(ChainName.MAIN))
                && Outbox.of(messages).equals(List.of(outbox));
    }

    private static UInt256 slot(ChainName chain, int field) {
        return Slots.entry(CHAINS, chain).add(field);
    }
}
