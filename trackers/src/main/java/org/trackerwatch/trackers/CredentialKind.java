package org.trackerwatch.trackers;

/// How a site may be entered.
public enum CredentialKind {
    API_KEY,
    COOKIE
}
