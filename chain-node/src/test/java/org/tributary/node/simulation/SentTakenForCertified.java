// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import io.grpc.stub.StreamObserver;
import org.tributary.node.edge.network.Ingest;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.BatchCertificate;
import org.tributary.rpc.v1.ReceiptBatch;

/// An edge takes a batch that it has sent for one that a quorum has.
record SentTakenForCertified() implements Plant {
    @Override
    public Ingest ingest(Ingest honest) {
        return (number, answers) -> {
            var stream = honest.submit(number, answers);
            return new StreamObserver<>() {
                @Override
                public void onNext(ReceiptBatch batch) {
                    stream.onNext(batch);
                    answers.onNext(BatchAnswer.newBuilder()
                            .setBatchHash(SimulatedIngest.hash(batch))
                            .setCertificate(BatchCertificate.getDefaultInstance())
                            .build());
                }

                @Override
                public void onError(Throwable failure) {
                    stream.onError(failure);
                }

                @Override
                public void onCompleted() {
                    stream.onCompleted();
                }
            };
        };
    }
}
