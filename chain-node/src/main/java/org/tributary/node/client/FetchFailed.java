// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.io.IOException;

/// Why an edge did not give what was asked for, with what the client can do about it.
public final class FetchFailed extends IOException {
    private static final long serialVersionUID = 1L;

    /// What kind of failure; a script may go on with some.
    public enum Kind {
        /// The edge is not there, or the connection broke off: resume.
        CONNECTION,
        /// The edge refuses the ticket, the request's signature or a receipt: another ticket or key is
        /// needed.
        REFUSED,
        /// There is no such object, or no such part of it.
        NOT_FOUND,
        /// The edge does what the protocol does not allow.
        MISBEHAVED
    }

    private final Kind kind;
    private final String code;

    /// @param code the edge's published reason code; empty where it gave none
    FetchFailed(Kind kind, String code, String message) {
        super(code.isEmpty() ? message : code + ": " + message);
        this.kind = kind;
        this.code = code;
    }

    FetchFailed(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = "";
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }
}
