package org.trackerwatch.trackers;

/// What opens an account. Read from what the user pasted by [Definition], which knows what its site accepts.
public sealed interface Credential {

    Secret secret();

    /// An API key or token, sent as the definition says.
    record ApiKey(Secret secret) implements Credential {}

    /// A browser session: the value of a `Cookie` header. Sites bind it to the browser's User-Agent, so that is kept
    /// with it; empty means our own.
    record Cookie(Secret secret, String userAgent) implements Credential {}
}
