// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.node.demo;

import org.jspecify.annotations.NullMarked;
