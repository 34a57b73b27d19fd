// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tributary.primitives.Verdict;

class BillTest {
    private static final BilledNetwork NETWORK = served();
    private static final Bundle BUNDLE = export(NETWORK);

    private static BilledNetwork served() {
        var network = new BilledNetwork();
        network.serve(12);
        return network;
    }

    private static Bundle export(BilledNetwork network) {
        return Bundle.collect(out -> assertThat(exporter(network).export(out)).isEqualTo(Verdict.accept()));
    }

    private static BillExporter exporter(BilledNetwork network) {
        return new BillExporter(network.validators.network(), network.main, network.service, network.metering);
    }

    private static BillVerdict verify(Bundle bundle) {
        return BillVerifier.verify(NETWORK.validators.spec, bundle.source());
    }

    @Test
    void aBillIsRecomputedFromTheGenesisFileAlone() {
        System.out.println(verify(BUNDLE) + " " + BUNDLE.bytes().size());
        System.out.println(NETWORK.main.height()+" "+NETWORK.service.height()+" "+NETWORK.metering.windows());
    }
}
