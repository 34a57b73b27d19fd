// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.tributary.rpc.grpc;

import org.jspecify.annotations.NullMarked;
