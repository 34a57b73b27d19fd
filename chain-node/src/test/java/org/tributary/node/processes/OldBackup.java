// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

/// A validator comes back with data that is older than what it has said since.
final class OldBackup implements Leg<Site> {
    @Override
    public void run(Validators validators, Site site, Chance chance) throws Exception {
        var victim = validators.member(chance.victim(validators));
        victim.kill();
        victim.backUp();
        victim.restart();
        chance.last();
        victim.kill();
        victim.restoreBackup();
        victim.restart();
    }
}
