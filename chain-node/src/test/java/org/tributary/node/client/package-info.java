// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.node.client;

import org.jspecify.annotations.NullMarked;
