// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.node.dapp;

import org.jspecify.annotations.NullMarked;
