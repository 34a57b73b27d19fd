// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.rating.Tier;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;

/// The signed objects, each with the code's own way from a wallet's message to a hash and canonical bytes.
enum SignedObject {
    BILLING_PROFILE(
            "BillingProfile",
            BillingProfile.TYPE_STRING,
            SignedObject::profile,
            in -> BillingProfile.read(in).hash()),
    CAPABILITY(
            "Capability",
            Capability.TYPE_STRING,
            SignedObject::capability,
            in -> Capability.read(in).hash()),
    SESSION_TICKET(
            "SessionTicket",
            SessionTicket.TYPE_STRING,
            SignedObject::ticket,
            in -> SessionTicket.read(in).hash()),
    USAGE_RECEIPT(
            "UsageReceipt",
            UsageReceipt.TYPE_STRING,
            SignedObject::receipt,
            in -> UsageReceipt.read(in).hash()),
    RECEIPT_BATCH(
            "ReceiptBatch",
            ReceiptBatch.TYPE_STRING,
            SignedObject::batch,
            in -> ReceiptBatch.read(in).hash()),
    BATCH_ACK(
            "BatchAck",
            BatchAck.TYPE_STRING,
            SignedObject::ack,
            in -> BatchAck.read(in).hash());

    /// What the code makes of a message.
    record Forms(Hash hash, Bytes rlp) {}

    final String typeName;
    final String typeString;
    private final Function<Message, Forms> forms;
    private final Function<RlpListReader, Hash> reader;

    SignedObject(
            String typeName, String typeString, Function<Message, Forms> forms, Function<RlpListReader, Hash> reader) {
        this.typeName = typeName;
        this.typeString = typeString;
        this.forms = forms;
        this.reader = reader;
    }

    /// @throws IllegalArgumentException or ArithmeticException where the message is no such object
    Forms forms(Message message) {
        return forms.apply(message);
    }

    /// The hash of the object that the canonical bytes hold.
    Decoded<Hash> decodedHash(Bytes rlp) {
        return Rlp.decodeList(rlp, reader::apply);
    }

    private static Forms profile(Message m) {
        var tiers = new ArrayList<Tier>();
        m.items("tiers").forEach(tier -> tiers.add(new Tier(tier.number("from"), tier.amount("price"))));
        var profile = new BillingProfile(
                UsageKind.of(m.small("kind")),
                BillingMode.of(m.small("mode")),
                BillingScope.of(m.small("scope")),
                Direction.of(m.small("direction")),
                new Ranking(m.small("rank"), m.small("discardPerMille"), m.flag("validDays")),
                m.number("quantum"),
                Rounding.of(m.small("rounding")),
                m.small("offsetMinutes"),
                new Tariff(m.flag("wholeQuantity"), tiers, m.number("commitment"), m.amount("burstPrice")));
        return new Forms(profile.hash(), Rlp.list(profile::write));
    }

    private static Forms capability(Message m) {
        var capability = new Capability(
                m.hash("pool"),
                m.key("gatewayKey"),
                m.amount("spendCap"),
                m.number("maxUnitsPerBucket"),
                kinds(m.small("kinds")),
                m.bucket("from"),
                m.bucket("until"),
                m.number("epoch"));
        return new Forms(capability.hash(), Rlp.list(capability::write));
    }

    private static List<UsageKind> kinds(int bits) {
        var kinds = new ArrayList<UsageKind>();
        for (int code = 1; bits >> (code - 1) != 0; code++) {
            if ((bits >> (code - 1) & 1) == 1) {
                kinds.add(UsageKind.of(code));
            }
        }
        return kinds;
    }

    private static Forms ticket(Message m) {
        var ticket = new SessionTicket(
                m.hash("capability"),
                m.bytes("ticketId"),
                m.address("provider"),
                m.key("client"),
                UsageKind.of(m.small("kind")),
                m.hash("profile"),
                m.number("maxUnits"),
                m.number("maxUnitsPerBucket"),
                m.bucket("start"),
                m.bucket("end"),
                m.text("region"),
                m.hash("assignment"),
                m.bytes("sealedContext"));
        return new Forms(ticket.hash(), Rlp.list(ticket::write));
    }

    private static Forms receipt(Message m) {
        var receipt = new UsageReceipt(
                m.hash("ticket"),
                m.bucket("bucket"),
                m.number("down"),
                m.number("up"),
                m.number("millis"),
                m.flag("closing"),
                m.hash("contentDigest"));
        return new Forms(receipt.hash(), Rlp.list(receipt::write));
    }

    private static Forms batch(Message m) {
        var batch = new ReceiptBatch(
                m.address("provider"),
                m.chain("chain"),
                m.number("sequence"),
                m.bucket("first"),
                m.bucket("last"),
                m.small("count"),
                m.hash("receiptsRoot"));
        return new Forms(batch.hash(), Rlp.list(batch::write));
    }

    private static Forms ack(Message m) {
        var ack = new BatchAck(m.hash("batch"), m.bucket("bucket"));
        return new Forms(ack.hash(), Rlp.list(ack::write));
    }
}
