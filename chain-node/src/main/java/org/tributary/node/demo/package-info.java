// SPDX-License-Identifier: Apache-2.0
/// The main job on real traffic, calls or storage: a fresh network, a DApp, three edges, many clients and one that
/// cheats;
/// or an access log, replayed at receipt level. Figures are read back from the network, never from the
/// demo's own variables.
@NullMarked
package org.tributary.node.demo;

import org.jspecify.annotations.NullMarked;
