package org.trackerwatch.trackers;

/// What a site wants beside a password, from those who set it up.
public enum SecondFactor {
    NONE,
    /// A code that is computed from a secret and the time.
    TOTP,
    /// A second password that stays the same.
    FIXED
}
