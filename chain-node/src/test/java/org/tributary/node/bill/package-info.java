// SPDX-License-Identifier: Apache-2.0
/// Tests of the commands that check bills and supplies.
@NullMarked
package org.tributary.node.bill;

import org.jspecify.annotations.NullMarked;
