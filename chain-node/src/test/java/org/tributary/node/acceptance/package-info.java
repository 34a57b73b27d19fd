// SPDX-License-Identifier: Apache-2.0
/// Real nodes on real sockets, driven from outside with the tools that users have.
@NullMarked
package org.tributary.node.acceptance;

import org.jspecify.annotations.NullMarked;
