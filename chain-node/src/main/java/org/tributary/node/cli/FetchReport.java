// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.tributary.node.client.Download;
import org.tributary.node.client.EdgeSession;
import org.tributary.node.client.FetchFailed;

/// What `tributary fetch` says at its end.
final class FetchReport {
    private FetchReport() {}

    static String text(Download download, EdgeSession session, String file) {
        var from = download.from() == 0 ? "" : " from byte " + download.from() + " on";
        return file + ": " + download.bytes() + " bytes" + from + "; signed for " + session.signed()
                + " bytes on ticket " + session.ticket() + " so far";
    }

    static String json(Download download, EdgeSession session, String file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", file)
                .put("from", download.from())
                .put("bytes", download.bytes())
                .put("size", download.size().orElse(null))
                .put("etag", download.validator())
                .put("ticket", session.ticket().toString())
                .put("receivedBytes", session.received())
                .put("signedBytes", session.signed())
                .put("clockOffsetMillis", session.clockOffset().toMillis())
                .toString();
    }

    static String json(FetchFailed failed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("failure", failed.kind().name())
                .put("code", failed.code())
                .put("message", failed.getMessage())
                .toString();
    }
}
