// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

/// Two halves that do not reach each other, and one validator that reaches both: all have somebody to talk to, and no
/// quorum can do without the bridge.
final class Bridge implements Leg<Namespaces> {
    @Override
    public void run(Validators validators, Namespaces network, Chance chance) throws Exception {
        var order = chance.shuffled(validators);
        int middle = order.size() / 2;
        for (var left : order.subList(0, middle)) {
            for (var right : order.subList(middle + 1, order.size())) {
                network.cutBothWays(left, right);
            }
        }
        chance.last();
        network.heal();
    }
}
