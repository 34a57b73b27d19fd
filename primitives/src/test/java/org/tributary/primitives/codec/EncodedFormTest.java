// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncodedFormTest {
    /// A chain of pieces would be copied together anew each time, and read in quadratic time.
    @Test
    void encodedBytesAreOneArray() {
        var encoded =
                Rlp.list(list -> list.number(1).list(inner -> inner.text("two").number(3)));
        assertThat(encoded.toArrayUnsafe()).isSameAs(encoded.toArrayUnsafe());
    }
}
