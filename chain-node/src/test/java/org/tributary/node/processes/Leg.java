// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

/// One kind of fault. It strikes while clients pay, and takes every fault away again before it returns; nobody but its
/// victims is ever restarted. What has to hold then is the same for all: [Examination].
///
/// @param <S> the places where it can run
interface Leg<S extends Site> {
    void run(Validators validators, S site, Chance chance) throws Exception;
}
