// SPDX-License-Identifier: Apache-2.0
/// What the outside may ask of a node. Translates between the wire and the values of the core; decides nothing.
@NullMarked
package org.tributary.rpc;

import org.jspecify.annotations.NullMarked;
