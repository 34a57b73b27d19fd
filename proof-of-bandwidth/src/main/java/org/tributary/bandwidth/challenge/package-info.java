// SPDX-License-Identifier: Apache-2.0
/// What is wrong with one entry of a settled window, as anybody can show it: pure, in constant work, whatever the
/// window's
/// size. Protocol §7.12, ADR 0017. What follows from it is main's to say.
@NullMarked
package org.tributary.bandwidth.challenge;

import org.jspecify.annotations.NullMarked;
