// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import org.tributary.node.console.KeystoreOption;
import org.tributary.node.console.PasswordOptions;
import org.tributary.primitives.crypto.PrivateKey;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whose key signs.
public final class AccountOptions {
    @Mixin
    private KeystoreOption keystore = new KeystoreOption();

    @Mixin
    private PasswordOptions password = new PasswordOptions();

    @Option(names = "--account", required = true, paramLabel = "ADDRESS", description = "its key signs")
    private String account = "";

    public PrivateKey open() {
        return keystore.open(account, password);
    }
}
