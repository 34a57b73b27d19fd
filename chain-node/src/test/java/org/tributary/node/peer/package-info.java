// SPDX-License-Identifier: Apache-2.0
/// Real nodes on real sockets: every test listens on ports that the system chooses.
@NullMarked
package org.tributary.node.peer;

import org.jspecify.annotations.NullMarked;
