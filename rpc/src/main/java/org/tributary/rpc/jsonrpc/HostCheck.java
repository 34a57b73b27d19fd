// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Takes only requests whose `Host` header names this node. A page that had its own name rebound to this address (DNS
/// rebinding) still sends its own name.
final class HostCheck {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
    private static final String ANY = "*";

    private final TreeSet<String> allowed = new TreeSet<>(LOOPBACK);

    HostCheck(List<String> more) {
        more.forEach(name -> allowed.add(name.toLowerCase(Locale.ROOT)));
    }

    /// @param header `name` or `name:port`
    boolean allows(@Nullable String header) {
        if (allowed.contains(ANY)) {
            return true;
        }
        return header != null && allowed.contains(name(header).toLowerCase(Locale.ROOT));
    }

    private static String name(String header) {
        int portColon = header.lastIndexOf(':');
        boolean inBrackets = portColon < header.lastIndexOf(']');
        return portColon < 0 || inBrackets ? header : header.substring(0, portColon);
    }
}
