// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Locale;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// What an edge says of itself: `GET /.well-known/tributary`.
record Description(Hash network, ChainId chainId, ChainName chain, EdgeTerms terms, InstantSource time) {
    ObjectNode json() {
        var json = Answers.object()
                .put("network", network.toString())
                .put("chainId", chainId.number())
                .put("chain", chain.text())
                .put("provider", terms.provider().toString())
                .put("bucketMillis", terms.rules().bucketMillis())
                .put("nowMillis", time.millis())
                .put("creditUnits", terms.creditUnits())
                .put("usage", terms.rules().kind().name().toLowerCase(Locale.ROOT))
                .put("minPrice", terms.minPrice().toString())
                .put("minPriceUnits", terms.pricedUnits());
        var profiles = json.putArray("profiles");
        terms.profiles().forEach(profile -> profiles.add(profile.toString()));
        return json;
    }
}
