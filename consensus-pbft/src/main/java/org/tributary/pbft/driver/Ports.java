// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

/// What a replica needs of the world.
public record Ports(Transport transport, Journal journal, Clock clock, Application application, Observer observer) {}
