// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth;

/// Why an opening, a batch or one entry of a batch is refused, roughly in the order of the checks.
/// Protocol §7.8.
///
/// The name is what interfaces show, the code is what canonical bytes hold; neither is ever reused.
public enum Rejection {
    MALFORMED(1, "The bytes are not in the canonical form of this object; encode it again."),
    WRONG_CHAIN(2, "The object names another chain; send it to the chain that it names."),
    UNKNOWN_POOL(3, "This chain has no cover from the pool; fund the pool, then wait for its escrow notice."),
    UNKNOWN_TICKET(4, "No opened ticket has this hash; open the ticket before its allowance ends."),
    WRONG_PROVIDER(5, "The ticket is for another provider; only that provider may submit its receipts."),
    WRONG_CAPABILITY(6, "The ticket names another capability; lodge the one that it names."),
    WRONG_PROFILE(7, "The ticket names another billing profile; lodge the one that it names."),
    WRONG_KIND(8, "The capability does not allow this usage kind; ask the owner for one that does."),
    KIND_NOT_TAKEN(9, "This chain counts another usage kind; open the ticket on one that counts it."),
    NO_CONTENT(10, "A receipt of this usage kind names its content; sign with the content's digest."),
    NOT_RANKED_HERE(11, "This chain's buckets do not make even samples; use a profile that adds units up."),

    NOT_YET_VALID(20, "The bucket lies before the ticket's start; wait for it."),
    EXPIRED(21, "The bucket lies past the ticket's end; serve on a new ticket."),
    TOO_LATE(22, "Acceptance for this bucket is over; submit receipts sooner."),
    FROM_THE_FUTURE(23, "The bucket lies ahead of the chain's clock; set the signer's clock."),
    OUTSIDE_BATCH(24, "The bucket lies outside the range that the batch declares; declare the range of all entries."),
    OPENED_TOO_LATE(25, "The ticket started too long ago to be opened; issue a new one."),
    TICKET_TOO_LONG(26, "The ticket is valid for longer than the chain allows; issue shorter tickets."),
    ALREADY_OPEN(27, "The ticket is open already; nothing is left to do."),
    CAPABILITY_REVOKED(28, "The pool's owner revoked this capability; ask for a new one."),
    CAPABILITY_NOT_VALID(29, "The ticket's buckets are not within the capability's; issue it inside them."),

    OVER_TICKET_CAP(40, "The total is above what the ticket allows; stop serving at its cap."),
    OVER_ROW_CAP(43, "The window's row would count past 2^63; such a total is not real usage."),
    OVER_SPEND_CAP(44, "The capability's spend cap does not cover the ticket; issue a smaller one or raise the cap."),
    POOL_COVER_EXCEEDED(45, "The pool's free cover is less than the ticket's worst cost; fund the pool."),
    LONGER_THAN_TIME(46, "The call is longer than the time since its ticket's start; sign what was spoken."),

    REPLAYED(60, "These units are counted already; receipts at or below the watermark add nothing."),
    NOT_CLOSING(61, "Samples are ranked here, and only the closing receipt of a bucket makes one."),
    COUNTER_FELL(62, "An earlier bucket of this ticket closed at a higher total; counters never fall."),

    BAD_SIGNATURE(80, "The receipt's signature is not of the ticket's client key; have the client sign again."),
    BAD_CAPABILITY_SIGNATURE(81, "The capability is not signed by the pool's owner."),
    BAD_TICKET_SIGNATURE(82, "The ticket is not signed by the capability's gateway key."),

    BATCH_TOO_LARGE(100, "The batch has more receipts than the chain takes at once; split it."),
    BATCH_COUNT_MISMATCH(101, "The batch does not hold as many receipts as it declares."),
    BATCH_ROOT_MISMATCH(102, "The receipts are not those of the declared root; build the batch again."),
    BATCH_BAD_SIGNATURE(103, "The batch is not signed by its provider's account."),
    BATCH_ALREADY_ORDERED(104, "The batch is ordered already; nothing is left to do."),
    BAD_CERTIFICATE(105, "The acknowledgements are no quorum of the committee; collect them again."),
    NO_VALID_ENTRY(106, "No entry of the batch can count; see the reasons of its entries.");

    private final int code;
    private final String sentence;

    Rejection(int code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /// The reason's number in canonical bytes.
    public int code() {
        return code;
    }

    /// What went wrong and what to do, in one sentence.
    public String sentence() {
        return sentence;
    }

    public static Rejection of(int code) {
        for (var rejection : values()) {
            if (rejection.code == code) {
                return rejection;
            }
        }
        throw new IllegalArgumentException("no rejection has the code " + code);
    }
}
