// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

/// A validator comes back with nothing but its keys.
final class DeletedData implements Leg<Site> {
    @Override
    public void run(Validators validators, Site site, Chance chance) throws Exception {
        var victim = validators.member(chance.victim(validators));
        victim.kill();
        victim.deleteData();
        chance.last();
        victim.restart();
    }
}
