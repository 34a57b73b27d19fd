// SPDX-License-Identifier: Apache-2.0
/// Makes new networks: draws keys, and writes the specification and one directory per node.
@NullMarked
package org.tributary.node.setup;

import org.jspecify.annotations.NullMarked;
