// SPDX-License-Identifier: Apache-2.0
/// What commands of several packages share: how they fail, ask for passwords, find keys and show money.
@NullMarked
package org.tributary.node.console;

import org.jspecify.annotations.NullMarked;
