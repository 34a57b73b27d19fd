// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

import java.util.List;

/// Methods that belong together. A server takes any number of groups; no two of its methods share a name.
@FunctionalInterface
public interface MethodGroup {
    List<Method> methods();
}
