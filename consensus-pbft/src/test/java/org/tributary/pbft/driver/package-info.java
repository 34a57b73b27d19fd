// SPDX-License-Identifier: Apache-2.0
/// Replicas on real threads, and the promises of the driver.
@NullMarked
package org.tributary.pbft.driver;

import org.jspecify.annotations.NullMarked;
