// SPDX-License-Identifier: Apache-2.0
/// What a bill is disputed with: finds wrong entries, challenges them, and answers demands. Protocol §7.12, ADR 0017.
@NullMarked
package org.tributary.node.challenge;

import org.jspecify.annotations.NullMarked;
