// SPDX-License-Identifier: Apache-2.0
/// The specification as a JSON file: strict reading, with errors that name the field, and writing. The only place of
/// this module that knows JSON and files.
@NullMarked
package org.tributary.genesis.file;

import org.jspecify.annotations.NullMarked;
