package org.trackerwatch.trackers;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Why a poll brought no figures.
///
/// @param reason     what kind of failure it is: decides who is told what, and when to ask again
/// @param detail     one sentence for the user, free of secrets; may name the site's host, never a key or a full address
/// @param retryAfter how long the site asked to be left alone, if it did
public record PollFailure(Reason reason, String detail, Optional<Duration> retryAfter) {

    public PollFailure(Reason reason, String detail) {
        this(reason, detail, Optional.empty());
    }

    /// Whose fault it is, and so who can mend it.
    public enum Blame { USER, SITE, NETWORK, DEFINITION }

    /// What to do next.
    public enum Next {
        /// One second try 15 to 30 s later in the same poll, then back off. Only where asking again is harmless.
        TRY_AGAIN,
        /// Back off; never a second try at once.
        BACK_OFF,
        /// No further request until the user changed the credential: another wrong one may ban the address.
        STOP
    }

    public enum Reason {
        CREDENTIAL_REFUSED(Blame.USER, Next.STOP),
        /// What is kept of the credential, or of the proxy, can't be opened: no site was asked.
        CREDENTIAL_LOST(Blame.USER, Next.STOP),
        SESSION_EXPIRED(Blame.USER, Next.STOP),
        /// The account itself is banned, disabled or locked.
        ACCOUNT_BANNED(Blame.USER, Next.STOP),
        /// The site refuses this address; asking again makes it longer.
        ADDRESS_BANNED(Blame.USER, Next.STOP),
        RATE_LIMITED(Blame.SITE, Next.BACK_OFF),
        /// Cloudflare, DDoS-Guard or a captcha stands before the site.
        CHALLENGED(Blame.SITE, Next.BACK_OFF),
        MAINTENANCE(Blame.SITE, Next.BACK_OFF),
        /// 5xx, or an answer that is broken.
        SITE_ERROR(Blame.SITE, Next.TRY_AGAIN),
        /// The address exists, the page does not: wrong URL, or the site has no such API.
        NOT_FOUND(Blame.DEFINITION, Next.BACK_OFF),
        /// A redirect to another host, which is never followed: the site has moved.
        MOVED(Blame.DEFINITION, Next.BACK_OFF),
        /// Logged in, but the figures are not where the definition looks.
        LAYOUT_CHANGED(Blame.DEFINITION, Next.BACK_OFF),
        NAME_NOT_RESOLVED(Blame.NETWORK, Next.TRY_AGAIN),
        UNREACHABLE(Blame.NETWORK, Next.TRY_AGAIN),
        TIMED_OUT(Blame.NETWORK, Next.TRY_AGAIN),
        TLS_FAILED(Blame.NETWORK, Next.BACK_OFF),
        PROXY_FAILED(Blame.NETWORK, Next.TRY_AGAIN);

        private final Blame blame;
        private final Next next;

        Reason(Blame blame, Next next) {
            this.blame = blame;
            this.next = next;
        }

        public Blame blame() {
            return blame;
        }

        public Next next() {
            return next;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
