// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.util.regex.Pattern;

/// One network namespace. Its name tells which process made it.
record Namespace(String name) {
    private static final Pattern OURS = Pattern.compile("tributary-(\\d+)-\\w+");

    static Namespace named(String role) {
        return new Namespace("tributary-" + ProcessHandle.current().pid() + "-" + role);
    }

    /// What runs of this test that were killed have left: theirs are the namespaces, and the nodes in them.
    static void removeLeftovers() {
        for (var line : Shell.run("ip netns list").split("\n", -1)) {
            var matcher = OURS.matcher(line);
            if (matcher.lookingAt() && Leftover.of(Long.parseLong(matcher.group(1)))) {
                new Namespace(matcher.group()).remove();
            }
        }
    }

    void create() {
        Shell.run("ip netns add " + name);
        ip("link set lo up");
    }

    void ip(String command) {
        Shell.run("ip -n " + name + " " + command);
    }

    void run(String command) {
        Shell.run("ip netns exec " + name + " " + command);
    }

    /// With whatever still runs in it.
    void remove() {
        try {
            Shell.run("ip netns pids " + name).lines().forEach(pid -> Shell.attempt("kill -9 " + pid));
        } catch (Shell.Refused gone) {
            return;
        }
        Shell.attempt("ip netns del " + name);
    }
}
