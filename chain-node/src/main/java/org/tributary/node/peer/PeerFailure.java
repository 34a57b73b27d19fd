// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

/// Why a request brought no answer: what the future of [PeerNetwork#request] fails with.
public final class PeerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        NOT_CONNECTED,
        /// As many requests to this peer, or bytes of its answers, are under way as may be.
        BUSY,
        TIMED_OUT,
        /// The peer is well but does not have what was asked for.
        NOT_FOUND,
        TOO_LARGE,
        /// The peer refused, or the connection broke.
        FAILED
    }

    private final Reason reason;

    public PeerFailure(Reason reason, String message) {
        // Expected in operation and made in numbers while a peer is away: no stack trace.
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
