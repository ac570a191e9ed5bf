package org.trackerwatch.trackers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Addresses that are never asked for, whatever a definition, a form or a redirect says: they mark mail as read, end the
/// session, write to the staff, wake a parked or disabled account, or spend what the account has.
final class Taboo {

    /// Parts of a path or a query, between anything that is no letter.
    private static final Set<String> WORDS = Set.of("readpm", "viewmessage", "viewpm", "markread", "markasread", "logout", "logoff",
            "signout", "staffpm", "staffbox", "contactstaff", "contactstaffform", "reenable", "reactivate", "enable", "unpark", "exchange",
            "buy", "redeem", "donate", "attendance", "checkin", "delete", "takeupload", "thanks", "invite", "sendinvite");

    private static final Set<String> MAIL = Set.of("inbox", "mailbox", "messages", "message", "conversation", "conversations", "pm", "pms");

    /// To count mail is not to read it, where that is what the address ends with.
    private static final Set<String> COUNTING = Set.of("count", "unread", "statistic", "statistics");

    private Taboo() {}

    /// @param address a path with its query, or a whole address; nothing in it percent-encoded
    static boolean holds(String address) {
        var target = address.replaceFirst("^[a-zA-Z]+://[^/]*", "").toLowerCase(Locale.ROOT).replace("log-out", "logout")
                .replace("sign-out", "signout").replace("re-enable", "reenable").replace("check-in", "checkin").replace("mark-read", "markread");
        var words = words(target);
        return words.stream().anyMatch(WORDS::contains) || words.stream().anyMatch(MAIL::contains) && !isCount(target);
    }

    private static boolean isCount(String target) {
        var path = target.split("\\?", 2)[0];
        return words(path.substring(path.lastIndexOf('/') + 1)).stream().anyMatch(COUNTING::contains);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split("[^a-z]+")).collect(Collectors.toSet());
    }
}
