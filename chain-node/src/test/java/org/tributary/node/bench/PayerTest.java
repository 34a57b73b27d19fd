// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tributary.genesis.Preset;
import org.tributary.node.setup.NewNetwork;

class PayerTest {
    private static final NewNetwork NETWORK = NewNetwork.draw(Preset.DEVNET, 1, 1, 0, new SecureRandom());

    private final Payer payer = new Payer(NETWORK.spec(), NETWORK.accounts().getFirst());

    @BeforeEach
    void sign() {
        for (int i = 0; i < 100; i++) {
            payer.sign(payer.address());
        }
    }

    private List<Integer> take(int atMost, long nowMillis) {
        return payer.take(atMost, nowMillis).stream().map(Payer.Transfer::nonce).toList();
    }

    @Test
    void givesTransfersInTheOrderOfNonces() {
        assertThat(take(3, 0)).containsExactly(0, 1, 2);
        assertThat(take(2, 0)).containsExactly(3, 4);
    }

    @Test
    void noMoreWaitThanAPoolTakesOfOneAccount() {
        assertThat(take(100, 0)).hasSize(Payer.MAX_WAITING);
        assertThat(take(100, 0)).isEmpty();
        payer.committed(1);
        assertThat(take(100, 1)).containsExactly(Payer.MAX_WAITING);
    }

    @Test
    void whatWasRefusedIsGivenAgainWithAllThatFollows() {
        take(5, 0);
        payer.again(2);
        payer.again(4);
        assertThat(take(2, 0)).containsExactly(2, 3);
    }

    @Test
    void whatDoesNotReachABlockIsGivenAgainAfterAWhile() {
        take(5, 0);
        payer.committed(100);
        assertThat(take(1, 100 + Payer.LOST_MILLIS)).containsExactly(5);
        assertThat(take(2, 101 + Payer.LOST_MILLIS)).containsExactly(1, 2);
    }

    @Test
    void whatWasWithANodeThatDiedIsGivenAgain() {
        take(5, 0);
        payer.committed(1);
        payer.again();
        assertThat(take(2, 1)).containsExactly(1, 2);
    }

    @Test
    void aRefusalOfWhatIsCommittedByNowChangesNothing() {
        take(2, 0);
        payer.committed(1);
        payer.committed(1);
        payer.again(0);
        assertThat(take(1, 1)).containsExactly(2);
    }
}
