// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes only requests whose `Host` header names this node, or is an address. A page that had its own name rebound to this
/// address (DNS rebinding) still sends its own name; an address cannot be rebound. Geth does the same.
final class HostCheck {
    private static final String LOOPBACK = "localhost";
    /// No name of a host ends in a number (RFC 3696 §2), and none has brackets.
    private static final Pattern ADDRESS = Pattern.compile("\\d+(\\.\\d+){3}|\\[[0-9a-fA-F:.]+]");

    private static final String ANY = "*";

    private final TreeSet<String> allowed = new TreeSet<>(List.of(LOOPBACK));

    HostCheck(List<String> more) {
        more.forEach(name -> allowed.add(name.toLowerCase(Locale.ROOT)));
    }

    /// @param header `name` or `name:port`
    boolean allows(@Nullable String header) {
        if (allowed.contains(ANY)) {
            return true;
        }
        if (header == null) {
            return false;
        }
        var name = name(header).toLowerCase(Locale.ROOT);
        return ADDRESS.matcher(name).matches() || allowed.contains(name);
    }

    private static String name(String header) {
        int portColon = header.lastIndexOf(':');
        boolean inBrackets = portColon < header.lastIndexOf(']');
        return portColon < 0 || inBrackets ? header : header.substring(0, portColon);
    }
}
