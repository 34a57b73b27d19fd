// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.config;

import java.nio.file.Path;

/// Where a node finds and keeps things, absolute.
public record NodePaths(Path genesis, Path data, Path keystore, Path passwordFile) {}
