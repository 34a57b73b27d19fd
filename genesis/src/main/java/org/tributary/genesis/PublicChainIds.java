// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;
import org.tributary.primitives.ChainId;

/// Chain ids that wallets already know as something else (the most used ones of the EIP-155 list, and the defaults of
/// local development nodes).
final class PublicChainIds {
    private static final List<Long> KNOWN = List.of(
            1L, 3L, 4L, 5L, 10L, 11L, 25L, 30L, 31L, 42L, 56L, 61L, 97L, 100L, 130L, 137L, 146L, 250L, 324L, 1101L,
            1337L, 5000L, 8453L, 17000L, 31337L, 42161L, 42220L, 43113L, 43114L, 59144L, 80001L, 80002L, 81457L, 84532L,
            421614L, 534352L, 560048L, 7777777L, 11155111L, 11155420L);

    private PublicChainIds() {}

    static boolean contains(ChainId id) {
        return KNOWN.contains(id.number());
    }
}
