// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

/// The moments of a journal's life between which a crash makes a difference, and that its users cannot see. In
/// production nobody listens; a test or a simulation crashes there.
///
/// The others lie between the calls to ports, where a decorator sees them: `Journal#append`, `#sync` and `#reset`,
/// `Transport#send` and `#broadcast`, `Application#commit`.
public enum CrashPoint {
    BEFORE_WRITE,
    BEFORE_SYNC,
    AFTER_SYNC,
    /// The journal that replaces the old one is written beside it.
    BEFORE_RENAME,
    BEFORE_DIRECTORY_SYNC,
    AFTER_REPLACEMENT,
    /// A damaged journal was found, and nothing is done yet.
    BEFORE_SETTING_ASIDE,
    /// There is no journal: the damaged one is aside, and its replacement is not there.
    AFTER_SETTING_ASIDE,
    BEFORE_CUTTING_TAIL
}
