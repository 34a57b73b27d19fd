// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// Shards, anchors and messages. Protocol §2 and §5.
///
/// @param accountShardBits k of n = 2^k account shards; at 0, accounts live on main
/// @param messageGasLimit gas that one block spends on messages from other chains
/// @param maxAnchorsPerBlock headers of other chains that one main block carries
public record CrossChainRules(int accountShardBits, long messageGasLimit, int maxAnchorsPerBlock) {
    private static final int MAX_SHARD_BITS = 8;

    public CrossChainRules {
        Fields.between("accountShardBits", accountShardBits, 0, MAX_SHARD_BITS);
        Fields.between("messageGasLimit", messageGasLimit, 100_000, 1L << 48);
        Fields.between("maxAnchorsPerBlock", maxAnchorsPerBlock, 1, 100_000);
    }

    /// 0 where accounts live on main.
    public int accountShards() {
        return accountShardBits == 0 ? 0 : 1 << accountShardBits;
    }

    void write(FieldSink sink) {
        sink.number("accountShardBits", accountShardBits)
                .number("messageGasLimit", messageGasLimit)
                .number("maxAnchorsPerBlock", maxAnchorsPerBlock);
    }

    static CrossChainRules read(FieldSource source) {
        return new CrossChainRules(
                source.count("accountShardBits"), source.number("messageGasLimit"), source.count("maxAnchorsPerBlock"));
    }
}
