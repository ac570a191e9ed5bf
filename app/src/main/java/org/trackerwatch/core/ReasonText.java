package org.trackerwatch.core;

import org.trackerwatch.trackers.PollFailure.Reason;

/// Why a poll failed, in words that give no site away.
///
/// @param reason what it is, to follow a colon
/// @param remedy what to do about it, or what happens by itself; one or two sentences
/// @param down   the site itself is not there, as opposed to there and not readable
public record ReasonText(String reason, String remedy, boolean down) {

    /// In a remedy, where the tracker's name belongs.
    static final String NAME = "{name}";

    private static final String AGAIN = "It is asked again by itself.";

    public static ReasonText of(Reason reason) {
        return switch (reason) {
            case CREDENTIAL_REFUSED -> refused("the site refuses the key or cookie",
                    "Make a new one on the site and enter it on the tracker's page (Edit), or with: trackerwatch tracker edit " + NAME + " --ask-secret");
            case CREDENTIAL_LOST -> refused("its key, cookie or proxy can't be opened any more",
                    "Enter it anew on the tracker's page (Edit), or with: trackerwatch tracker edit " + NAME + " --ask-secret; or restore the last backup.");
            case SESSION_EXPIRED -> refused("the session has expired",
                    "Log in with a browser, copy its cookie and enter it on the tracker's page (Edit), or with: trackerwatch tracker edit " + NAME + " --ask-secret");
            case ACCOUNT_BANNED -> refused("the account is banned, disabled or locked",
                    "Another key does not help; ask the site's staff. When that is settled, resume it on the tracker's page, or with: trackerwatch tracker resume " + NAME);
            case ADDRESS_BANNED -> refused("the site refuses this network address",
                    "Asking again makes it longer; ask the site's staff. When that is settled, resume it on the tracker's page, or with: trackerwatch tracker resume " + NAME);
            case RATE_LIMITED -> unreadable("the site says that it was asked too often", "It is asked less often now.");
            case CHALLENGED -> unreadable("a challenge page stands before the site",
                    "A browser may be able to pass it; a program is not let in.");
            case MAINTENANCE -> down("the site is under maintenance");
            case SITE_ERROR -> down("the site answers with an error");
            case NOT_FOUND -> unreadable("the page is not there",
                    "Check the tracker's address, or look for a newer version of its definition.");
            case MOVED -> unreadable("the site has moved to another address",
                    "See on the site whether that is right, then set the tracker's address.");
            case LAYOUT_CHANGED -> unreadable("its pages are not as they were",
                    "The definition must follow; look for a newer version of it.");
            case NAME_NOT_RESOLVED -> down("its name can't be resolved", "If the site has moved, set the tracker's address.");
            case UNREACHABLE -> down("no connection");
            case TIMED_OUT -> down("no answer in time");
            case TLS_FAILED -> down("no secure connection", "Look at the site's certificate with a browser, and at this machine's clock.");
            case PROXY_FAILED -> down("the proxy does not connect",
                    "See that it runs, and that its address, user and password are right. The site is never asked without it.");
        };
    }

    private static ReasonText refused(String reason, String remedy) {
        return new ReasonText(reason, remedy, false);
    }

    private static ReasonText unreadable(String reason, String remedy) {
        return new ReasonText(reason, remedy, false);
    }

    private static ReasonText down(String reason) {
        return new ReasonText(reason, AGAIN, true);
    }

    private static ReasonText down(String reason, String advice) {
        return new ReasonText(reason, advice + " " + AGAIN, true);
    }
}
