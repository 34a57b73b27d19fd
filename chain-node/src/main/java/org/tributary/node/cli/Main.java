// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

/// Where the JVM starts.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(TributaryCommand.line().execute(arguments));
    }
}
