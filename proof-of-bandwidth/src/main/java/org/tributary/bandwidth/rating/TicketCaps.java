// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import org.tributary.primitives.Bucket;

/// What one ticket may bring.
///
/// @param start the first of its buckets
/// @param end the last one
public record TicketCaps(long maxUnits, long maxUnitsPerBucket, Bucket start, Bucket end) {}
