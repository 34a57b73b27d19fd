// SPDX-License-Identifier: Apache-2.0
/// The rim and the only wiring: command line, configuration, sockets, disk, metrics.
@NullMarked
package org.tributary.node;

import org.jspecify.annotations.NullMarked;
