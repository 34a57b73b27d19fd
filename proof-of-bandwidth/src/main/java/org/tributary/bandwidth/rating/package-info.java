// SPDX-License-Identifier: Apache-2.0

/// How usage becomes money: profiles, calendars, and what a scope owes by now. Protocol §8.
@NullMarked
package org.tributary.bandwidth.rating;

import org.jspecify.annotations.NullMarked;
