// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.store;

/// The tables of one chain. Keys of a table sort as unsigned bytes.
public enum Table {
    /// Single values by name: head, schema.
    META,
    /// Account records by address, for reads that do not walk the trie.
    ACCOUNTS,
    /// Storage words by address ‖ slot.
    SLOTS,
    /// What a trie's keys are hashes of (addresses, slots), by hash.
    PREIMAGES,
    /// Trie nodes by place (owner ‖ path), so that a new node overwrites the one that it supersedes.
    TRIE,
    /// Blocks by height.
    BLOCKS,
    /// Headers by height, of blocks whose bodies are not here.
    HEADERS,
    /// Commit certificates by height.
    CERTIFICATES,
    /// Heights by block hash.
    HEIGHTS,
    /// What executing a block came to, by height.
    OUTCOMES,
    /// Where a transaction is: network height and index, by hash.
    TRANSACTIONS,
    /// Log blooms by network height, of heights that have logs.
    BLOOMS,
    /// The newest unit of every account, by address.
    UNITS,
    /// Messages to other chains by destination ‖ sequence.
    OUTBOX,
    /// Messages from other chains that wait to be consumed, by source ‖ sequence.
    INBOX,
    /// What metering reads and writes, by its own keys.
    CELLS,
    /// Bill evidence by window: rows, leaves, deltas.
    WINDOWS,
    /// What a snapshot still lacks, while it is fetched.
    WANTED
}
