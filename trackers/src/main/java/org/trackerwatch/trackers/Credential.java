package org.trackerwatch.trackers;

import java.time.Instant;
import java.util.Optional;

/// What opens an account. Read from what the user pasted by [Definition], which knows what its site accepts.
public sealed interface Credential {

    /// All of it that must be sealed, as one text.
    Secret secret();

    default CredentialKind kind() {
        return switch (this) {
            case ApiKey _ -> CredentialKind.API_KEY;
            case Cookie _ -> CredentialKind.COOKIE;
            case Login _ -> CredentialKind.LOGIN;
        };
    }

    /// As the user gave it, without what visits made of it since.
    default Credential given() {
        return this;
    }

    /// An API key or token, sent as the definition says.
    record ApiKey(Secret secret) implements Credential {}

    /// A browser session: the value of a `Cookie` header. Sites bind it to the browser's User-Agent, so that is kept
    /// with it; empty means our own.
    record Cookie(Secret secret, String userAgent) implements Credential {}

    /// A user name and a password, for a site that has no better way.
    ///
    /// @param factor   the secret that codes are computed from, or a second password; whichever the site has
    /// @param standing what became of it: belongs to it, and is sealed with it
    record Login(Secret username, Secret password, Optional<Secret> factor, Standing standing) implements Credential {

        /// One that was never used.
        public Login(Secret username, Secret password, Optional<Secret> factor) {
            this(username, password, factor, Standing.NEW);
        }

        /// @param sealed what [#secret()] gave
        public static Login of(Secret sealed) {
            return LoginText.read(sealed);
        }

        @Override
        public Secret secret() {
            return LoginText.written(this);
        }

        @Override
        public Login given() {
            return new Login(username, password, factor);
        }

        Login with(Standing changed) {
            return new Login(username, password, factor, changed);
        }
    }

    /// What visits made of a login.
    ///
    /// @param cookies    of the session that it opened
    /// @param token      likewise, where the site gives one instead
    /// @param step       the last time step whose code was sent: a site takes no code twice
    /// @param refused    by the site. Then it is never sent again: some lock an account after five wrong ones
    /// @param sent       when the password was sent last. Kept before it is, for nobody knows what comes after
    /// @param unanswered passwords in a row of which nobody knows what the site made
    record Standing(Optional<Secret> cookies, Optional<Secret> token, long step, boolean refused, Optional<Instant> sent, int unanswered) {

        static final Standing NEW = new Standing(Optional.empty(), Optional.empty(), 0, false, Optional.empty(), 0);

        boolean hasSession() {
            return cookies.isPresent() || token.isPresent();
        }

        Standing withSession(Optional<Secret> cookies, Optional<Secret> token) {
            return new Standing(cookies, token, step, refused, sent, unanswered);
        }

        Standing withStep(long last) {
            return new Standing(cookies, token, last, refused, sent, unanswered);
        }

        Standing asRefused() {
            return new Standing(Optional.empty(), Optional.empty(), step, true, sent, unanswered);
        }

        Standing sending(Instant at) {
            return new Standing(cookies, token, step, refused, Optional.of(at), unanswered + 1);
        }

        Standing answered() {
            return new Standing(cookies, token, step, refused, sent, 0);
        }
    }
}
