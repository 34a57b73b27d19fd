// SPDX-License-Identifier: Apache-2.0
package org.tributary.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.ledger.contract.Challenges;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;

/// The ABI files are what the contracts say. With `-Dabi.write=true` they are written anew, and the next build
/// generates
/// the wrappers from them.
class AbiFilesTest {
    @ParameterizedTest
    @ValueSource(classes = {Registry.class, Pools.class, Settlement.class, Challenges.class})
    void theFileIsTheContractsOwn(Class<?> contract) throws Exception {
        var file = Path.of("src/main/resources/org/tributary/contracts", contract.getSimpleName() + ".json");
        var own = AbiJson.of(contract);
        if (Boolean.getBoolean("abi.write")) {
            Files.writeString(file, own);
        }
        assertThat(Files.readString(file)).isEqualTo(own);
    }

    @Test
    void theAddressesAreTheReservedOnes() {
        assertThat(PlatformContracts.REGISTRY).isEqualTo(Reserved.REGISTRY.toString());
        assertThat(PlatformContracts.POOLS).isEqualTo(Reserved.POOLS.toString());
        assertThat(PlatformContracts.SETTLEMENT).isEqualTo(Reserved.SETTLEMENT.toString());
        assertThat(PlatformContracts.CHALLENGES).isEqualTo(Reserved.CHALLENGES.toString());
    }
}
