// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

/// Addresses from the block that RFC 2544 sets apart for tests of networks.
record Subnet(int number) {
    /// The last part of the clients' address.
    static final int CLIENTS = 254;

    /// One that this machine has no route to: another run may be under way.
    static Subnet free() {
        for (int number = 0; number < 256; number++) {
            var subnet = new Subnet(number);
            if (Shell.run("ip route show " + subnet.address(0) + "/24").isEmpty()) {
                return subnet;
            }
        }
        throw new Shell.Refused("no free network in 198.18.0.0/16");
    }

    String address(int host) {
        return "198.18." + number + "." + host;
    }
}
