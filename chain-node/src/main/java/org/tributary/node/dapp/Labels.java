// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.ledger.contract.Pools;
import org.tributary.node.console.CommandFailed;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// Names of pools and chains as the contracts know them.
public final class Labels {
    private Labels() {}

    /// Text as Solidity's `bytes32`.
    public static Hash word(String text) {
        if (text.isEmpty() || text.length() > Bytes32.SIZE || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new CommandFailed("\"" + text + "\" is no label: want 1 to 32 visible ASCII characters");
        }
        return new Hash(Bytes32.rightPad(Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII))));
    }

    /// A pool by its id, or by the label that `owner` created it with.
    static Hash pool(String idOrLabel, Address owner) {
        return isId(idOrLabel) ? Hash.parse(idOrLabel) : Pools.id(owner, word(idOrLabel));
    }

    static Hash pool(String id) {
        if (!isId(id)) {
            throw new CommandFailed(
                    "\"" + id + "\" is no pool id: want 0x and 64 hex digits, or name the --owner of a label");
        }
        return Hash.parse(id);
    }

    /// @throws CommandFailed where the text is none
    public static Address address(String option, String text) {
        try {
            return Address.parse(text);
        } catch (IllegalArgumentException noAddress) {
            throw new CommandFailed(option + ": \"" + text + "\" is no address: " + noAddress.getMessage());
        }
    }

    /// @throws CommandFailed where the text is none
    static ChainName chain(String text) {
        try {
            return new ChainName(text);
        } catch (IllegalArgumentException noName) {
            throw new CommandFailed("--chain: " + noName.getMessage());
        }
    }

    private static boolean isId(String text) {
        return text.matches("0x[0-9a-fA-F]{64}");
    }
}
