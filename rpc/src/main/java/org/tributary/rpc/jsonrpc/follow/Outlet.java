// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.follow;

/// Where a connection's notifications go. Never blocks: whoever cannot take more is disconnected.
public interface Outlet {
    /// @param message one line of JSON
    void send(String message);

    void disconnect(String reason);
}
