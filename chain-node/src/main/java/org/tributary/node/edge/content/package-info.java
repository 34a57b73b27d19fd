// SPDX-License-Identifier: Apache-2.0
/// What an edge serves: files of a folder, or objects of an origin through a cache on disk. RFC 9110, RFC
/// 9111.
@NullMarked
package org.tributary.node.edge.content;

import org.jspecify.annotations.NullMarked;
