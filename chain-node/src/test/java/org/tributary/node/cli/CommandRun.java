// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// One run of a command in this JVM.
public record CommandRun(int exitCode, String out, String err) {
    public static CommandRun of(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int exitCode = TributaryCommand.line()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(texts);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
