// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.config;

/// A setting that is unknown or wrong. The message starts with its key.
public final class ConfigRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigRefused(String key, String reason) {
        super(key + ": " + reason);
    }
}
