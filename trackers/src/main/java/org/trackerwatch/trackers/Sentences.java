package org.trackerwatch.trackers;

import org.trackerwatch.trackers.PollFailure.Reason;

/// What happened, where the site told us the reason in a way of its own. What to do about it is for whoever shows this:
/// it is read in a terminal, on a page and in a chat.
final class Sentences {

    private Sentences() {}

    static String of(Reason reason, String site) {
        return switch (reason) {
            case CREDENTIAL_REFUSED -> site + " does not accept this API key.";
            case CREDENTIAL_LOST -> "The key of " + site + " can't be opened.";
            case SESSION_EXPIRED -> site + " has ended the session.";
            case ACCOUNT_BANNED -> site + " says that the account is banned or disabled.";
            case ADDRESS_BANNED -> site + " has banned this network address. Each further request may prolong that;"
                    + " ask its staff, or wait some hours.";
            case RATE_LIMITED -> site + " asks us to slow down.";
            case CHALLENGED -> site + " shows a bot check instead of its page.";
            case MAINTENANCE -> site + " is closed for maintenance.";
            case SITE_ERROR -> site + " answers with a failure.";
            case NOT_FOUND -> site + " has no such page.";
            case MOVED -> site + " has moved to another address.";
            case LAYOUT_CHANGED -> site + " has changed its pages.";
            case NAME_NOT_RESOLVED, UNREACHABLE, TIMED_OUT, TLS_FAILED, PROXY_FAILED -> site + " cannot be reached.";
        };
    }
}
