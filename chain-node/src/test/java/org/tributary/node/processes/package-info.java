// SPDX-License-Identifier: Apache-2.0
/// Whole networks of real node processes under real faults: `kill -9`, SIGSTOP, partitions, loss, delay, full disks, lost
/// and old data. Clients pay all the while and remember what they were told was final.
///
/// Each fault is a [Leg] in a file of its own; [Examination] says what must hold after every one of them. Everything that
/// is made on the machine (network namespaces, a tmpfs) bears this process's number and goes with it, or with the
/// next run.
@NullMarked
package org.tributary.node.processes;

import org.jspecify.annotations.NullMarked;
