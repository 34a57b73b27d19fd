// SPDX-License-Identifier: Apache-2.0
/// Whole networks of production nodes in virtual time, from one seed: [org.tributary.node.NodeCore] over a simulated
/// network, disk and clock, with faults that are drawn from the seed and checkers that look after every event.
///
/// It lives among the tests so that neither adversaries nor planted bugs ship in the node; `tributary simulate` runs it
/// from there. A run is one thread; nothing in it depends on the machine's clock, so a seed always does the same.
@NullMarked
package org.tributary.node.simulation;

import org.jspecify.annotations.NullMarked;
