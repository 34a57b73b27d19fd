// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

/// The disk did not do what it must. The message says what the operator can do about it.
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
