// SPDX-License-Identifier: Apache-2.0
/// The protocol's rules, one test each, and a seeded simulation of whole committees.
@NullMarked
package org.tributary.pbft;

import org.jspecify.annotations.NullMarked;
