// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;

/// What main is shown to be wrong with an entry of one of a chain's windows.
///
/// @param profile that the entry is billed by
public record Challenge(ChainName chain, BillingProfile profile, Claim claim) {
    public Bytes encode() {
        return Rlp.list(list -> list.chain(chain).list(profile::write).list(inner -> Claim.write(inner, claim)));
    }

    public static Decoded<Challenge> decode(Bytes bytes) {
        return Rlp.decodeList(
                bytes, list -> new Challenge(list.chain(), list.list(BillingProfile::read), list.list(Claim::read)));
    }
}
