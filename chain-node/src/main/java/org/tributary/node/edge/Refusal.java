// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import org.tributary.bandwidth.Rejection;

/// Why an edge does not do what a client asks for.
///
/// @param status of the HTTP answer
/// @param code published: of the chain where the chain would say the same, else one of the edge's own
public record Refusal(int status, String code, String message) {
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int PAYMENT_REQUIRED = 402;
    static final int FORBIDDEN = 403;
    static final int UNPROCESSABLE = 422;
    static final int TOO_MANY = 429;
    static final int BAD_GATEWAY = 502;
    static final int UNAVAILABLE = 503;

    static Refusal of(int status, Rejection reason) {
        return new Refusal(status, reason.name(), reason.sentence());
    }

    static Refusal malformed(String why) {
        return new Refusal(BAD_REQUEST, Rejection.MALFORMED.name(), why);
    }
}
