package org.trackerwatch.trackers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Addresses that are never asked for, whatever a definition or a redirect says: they mark mail as read, end the
/// session, write to the staff, wake a parked or disabled account, or spend what the account has.
final class Taboo {

    /// Parts of a path or a query, between anything that is no letter.
    private static final Set<String> WORDS = Set.of("inbox", "mailbox", "messages", "message", "conversation", "conversations", "pm",
            "pms", "readpm", "viewmessage", "viewpm", "markread", "markasread", "logout", "logoff", "signout", "staffpm", "staffbox",
            "contactstaff", "contactstaffform", "reenable", "reactivate", "enable", "unpark", "exchange", "buy", "redeem", "donate",
            "attendance", "checkin", "delete", "takeupload", "thanks", "invite", "sendinvite");

    /// To count is not to read.
    private static final Set<String> COUNTING = Set.of("count", "unread", "statistic", "statistics");

    private Taboo() {}

    /// @param address a path with its query, or a whole address
    static boolean holds(String address) {
        var target = address.replaceFirst("^[a-zA-Z]+://[^/]*", "").replace("log-out", "logout").replace("sign-out", "signout")
                .replace("re-enable", "reenable").replace("check-in", "checkin").replace("mark-read", "markread");
        var words = Arrays.stream(target.toLowerCase(Locale.ROOT).split("[^a-z]+")).collect(Collectors.toSet());
        return words.stream().anyMatch(WORDS::contains) && words.stream().noneMatch(COUNTING::contains);
    }
}
