// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Began;
import org.tributary.pbft.JournalRecord.Changed;
import org.tributary.pbft.JournalRecord.Forgot;
import org.tributary.pbft.JournalRecord.Locked;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.Fetch;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.PbftMessage.QueryStable;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.committee.QuorumCertificate;

/// What one replica lived through, in sentences.
final class Transcript {
    private final StringBuilder text = new StringBuilder();
    private State state;

    Transcript(String title, State state) {
        this.state = state;
        text.append(title).append('\n');
    }

    Transcript on(Event event) {
        text.append("\nWhen ").append(told(event)).append(", it\n");
        var step = Pbft.step(state, event);
        state = step.state();
        if (step.effects().isEmpty()) {
            text.append("  does nothing\n");
        }
        step.effects().forEach(effect -> text.append("  ").append(told(effect)).append('\n'));
        return this;
    }

    Transcript receives(PbftMessage message) {
        return on(new Event.Received(message instanceof PbftMessage.Signed signed ? signed.seat() : 2, message));
    }

    Transcript validates(Proposal block) {
        return on(new Event.Validated(block.height(), state.view(), block.digest(), Verdict.accept()));
    }

    Transcript timesOut(Timer timer) {
        return on(new Event.TimedOut(timer, state.pace().token(timer)));
    }

    State state() {
        return state;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String told(Event event) {
        return switch (event) {
            case Event.Started() -> "it starts";
            case Event.Received(int peer, var message) -> "seat " + peer + " sends " + told(message);
            case Event.TimedOut(var timer, long token) -> "its patience for " + told(timer) + " ends";
            case Event.DemandChanged(boolean demand) -> demand ? "there is demand" : "demand ends";
            case Event.Built(var block) -> "the application built " + told(block);
            case Event.NotBuilt(var height, var view) -> "the application has nothing to propose";
            case Event.Validated(var height, var view, var digest, var verdict) ->
                "the application " + (verdict.accepted() ? "accepts" : "refuses") + " the block";
            case Event.Committed(var height) -> "height " + height + " is stored";
        };
    }

    private static String told(Effect effect) {
        return switch (effect) {
            case Effect.Persist(var written) -> "makes durable: " + told(written);
            case Effect.Forget(var first) -> "begins its journal anew: " + told(first);
            case Effect.Broadcast(var message) -> "tells all: " + told(message);
            case Effect.Send(int peer, var message) -> "tells seat " + peer + ": " + told(message);
            case Effect.Serve(int peer, var from, var to) -> "serves seat " + peer + " blocks " + from + " to " + to;
            case Effect.Build(var height, var view) -> "asks for a new block at height " + height + ", view " + view;
            case Effect.Validate(var height, var view, boolean again, var block) ->
                "asks whether " + told(block) + " is valid in view " + view + (again ? ", its clock apart" : "");
            case Effect.CommitBlock(var block, var certificate) -> "commits " + told(block);
            case Effect.StartTimer(var timer, long token, long millis) -> "waits " + millis + " ms for " + told(timer);
            case Effect.StopTimer(var timer) -> "waits no more for " + told(timer);
            case Effect.ReportEquivocation(var evidence) -> "reports that seat " + evidence.seat() + " lied";
        };
    }

    private static String told(PbftMessage message) {
        return switch (message) {
            case PrePrepare(var vote, var block) -> "PRE-PREPARE of " + told(block) + " in view " + vote.view();
            case Prepare(var vote) -> "PREPARE" + told(vote);
            case Commit(var vote) -> "COMMIT" + told(vote);
            case ViewChange change ->
                "VIEW-CHANGE to view " + change.view() + " at height " + change.height()
                        + change.block()
                                .map(block -> ", with " + told(block) + " prepared")
                                .orElse("");
            case NewView newView ->
                "NEW-VIEW " + newView.view() + " by " + newView.justification().size() + " VIEW-CHANGEs"
                        + newView.reproposal()
                                .map(again -> ", with " + told(again.proposal()) + " again")
                                .orElse("");
            case Status(var committed) -> "STATUS: " + tip(committed);
            case Fetch(var from) -> "FETCH from height " + from;
            case Certified(var block, var certificate) -> told(block) + " with its certificate";
            case QueryStable ignored -> "QUERY-STABLE";
            case ReplyStable reply ->
                "REPLY-STABLE: " + tip(reply.committed()) + ", in view " + reply.view()
                        + reply.prepared()
                                .map(each -> ", prepared height " + each.height())
                                .orElse("")
                        + reply.yours()
                                .map(yours -> ", and your " + told(yours))
                                .orElse("");
        };
    }

    private static String told(JournalRecord written) {
        return switch (written) {
            case Began(var height) -> "I sign from height " + height + " on";
            case Accepted(var view, var block) -> "I prepare " + told(block) + " in view " + view;
            case Locked(var certificate) ->
                "I saw height " + certificate.height() + " prepared in view "
                        + certificate.vote().view();
            case Changed(var height, var view) -> "at height " + height + " I sign in no view below " + view;
            case Forgot(var height) -> "I do not know what I signed";
        };
    }

    private static String told(Timer timer) {
        return switch (timer) {
            case PROGRESS -> "progress";
            case CATCH_UP -> "blocks";
            case ANSWERS -> "answers";
        };
    }

    private static String tip(Optional<QuorumCertificate> committed) {
        return committed
                .map(each -> "height " + each.height() + " is committed")
                .orElse("nothing is committed");
    }

    private static String told(SignedVote vote) {
        return " at height " + vote.height() + ", view " + vote.view();
    }

    private static String told(Proposal block) {
        return "block " + name(block);
    }

    /// The tests' blocks carry their name.
    private static String name(Proposal block) {
        var content = block.block().slice(block.block().size() - 1);
        return new String(content.toArray(), StandardCharsets.US_ASCII) + block.height();
    }
}
