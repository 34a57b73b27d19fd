// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import org.tributary.node.peer.PeerIdentity;

/// A validator turns against the others: with its key somebody sends them garbage, messages of the largest size, and
/// whatever they said before, as fast as they take it.
final class Traitor implements Leg<Site> {
    @Override
    public void run(Validators validators, Site site, Chance chance) throws Exception {
        int number = chance.victim(validators);
        var traitor = validators.member(number);
        traitor.kill();
        var identity = PeerIdentity.create(validators.consensusKey(number), validators.spec().hash());
        try (var flood = Flood.start(identity, validators.peersOf(number), chance.random().nextLong())) {
            chance.last();
            flood.checkHeard();
        }
        traitor.restart();
    }
}
