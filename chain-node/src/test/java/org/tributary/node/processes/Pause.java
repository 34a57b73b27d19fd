// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

/// As many validators as may fail do not run for a while, with all their connections open, and go on as if nothing had been.
final class Pause implements Leg<Site> {
    @Override
    public void run(Validators validators, Site site, Chance chance) throws Exception {
        var victims = chance.victims(validators, validators.tolerated()).stream()
                .map(validators::member)
                .toList();
        victims.forEach(Member::pause);
        chance.last();
        victims.forEach(Member::resume);
    }
}
