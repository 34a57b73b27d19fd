// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.rpc.jsonrpc.filter;

import org.jspecify.annotations.NullMarked;
