// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.ticket;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.rating.TicketCaps;
import org.tributary.primitives.Address;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.typed.TypedData;

/// One client's session at one provider, as the DApp's gateway allows it.
///
/// @param capability hash of the capability that the ticket is issued under
/// @param ticketId 16 random bytes, so that two sessions never share a ticket
/// @param client the key that signs the session's receipts
/// @param profile hash of the price that applies
/// @param end the last valid bucket
/// @param region at most 16 of a-z, 0-9 and -, for reports; may be empty
/// @param assignment what assigned the provider (zero where nothing did)
/// @param sealedContext at most 64 bytes that only the DApp can read
public record SessionTicket(
        Hash capability,
        Bytes ticketId,
        Address provider,
        PublicKey client,
        UsageKind kind,
        Hash profile,
        long maxUnits,
        long maxUnitsPerBucket,
        Bucket start,
        Bucket end,
        String region,
        Hash assignment,
        Bytes sealedContext) {
    public static final int ID_SIZE = 16;
    public static final int MAX_REGION = 16;
    public static final int MAX_SEALED_CONTEXT = 64;
    public static final String TYPE_STRING = "SessionTicket(bytes32 capability,bytes16 ticketId,address provider,"
            + "bytes client,uint8 kind,bytes32 profile,uint64 maxUnits,uint64 maxUnitsPerBucket,uint64 start,"
            + "uint64 end,string region,bytes32 assignment,bytes sealedContext)";
    private static final Hash TYPE = TypedData.typeHash(TYPE_STRING);

    public SessionTicket {
        if (ticketId.size() != ID_SIZE) {
            throw new IllegalArgumentException("a ticket id has 16 bytes");
        }
        if (maxUnits < 0 || maxUnitsPerBucket < 0) {
            throw new IllegalArgumentException("counters are not negative");
        }
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a ticket does not end before it starts");
        }
        if (region.length() > MAX_REGION || !region.chars().allMatch(SessionTicket::isAllowed)) {
            throw new IllegalArgumentException("a region has at most 16 of a-z, 0-9 and -");
        }
        if (sealedContext.size() > MAX_SEALED_CONTEXT) {
            throw new IllegalArgumentException("a sealed context has at most 64 bytes");
        }
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }

    /// Whether the ticket is valid in more than `buckets` buckets.
    public boolean isLongerThan(long buckets) {
        return end.number() - start.number() >= buckets;
    }

    /// What the ticket may bring.
    public TicketCaps caps() {
        return new TicketCaps(maxUnits, maxUnitsPerBucket, start, end);
    }

    /// What receipts name the ticket by: EIP-712's hashStruct.
    public Hash hash() {
        return TypedData.struct(TYPE)
                .word(capability)
                .fixed(ticketId)
                .address(provider)
                .bytes(client.bytes())
                .number(kind.code())
                .word(profile)
                .number(maxUnits)
                .number(maxUnitsPerBucket)
                .bucket(start)
                .bucket(end)
                .text(region)
                .word(assignment)
                .bytes(sealedContext)
                .hash();
    }

    public void write(RlpListWriter list) {
        list.hash(capability)
                .bytes(ticketId)
                .address(provider)
                .publicKey(client)
                .number(kind.code())
                .hash(profile)
                .number(maxUnits)
                .number(maxUnitsPerBucket)
                .bucket(start)
                .bucket(end)
                .text(region)
                .hash(assignment)
                .bytes(sealedContext);
    }

    public static SessionTicket read(RlpListReader list) {
        return new SessionTicket(
                list.hash(),
                list.exactly(ID_SIZE),
                list.address(),
                list.publicKey(),
                UsageKind.of(list.smallNumber(Byte.MAX_VALUE)),
                list.hash(),
                list.number(),
                list.number(),
                list.bucket(),
                list.bucket(),
                list.text(MAX_REGION),
                list.hash(),
                list.bytes(MAX_SEALED_CONTEXT));
    }
}
