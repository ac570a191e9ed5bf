package org.trackerwatch.trackers;

/// How a site may be entered.
public enum CredentialKind {
    API_KEY,
    COOKIE,
    /// With a user name and a password, which become a session.
    LOGIN
}
