// SPDX-License-Identifier: Apache-2.0
/// The command line: one class per command. Commands read arguments and files, call the packages that do the work, and
/// print. Exit codes: 0 done, 1 failed with a message on standard error, 2 wrong usage.
@NullMarked
package org.tributary.node.cli;

import org.jspecify.annotations.NullMarked;
