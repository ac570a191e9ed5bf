package org.trackerwatch.trackers;

import java.util.regex.Pattern;

/// The words by which sites call what nobody else may see: as keys of JSON, as names of inputs and attributes, as labels.
final class SecretWords {

    /// Between the two halves of a word.
    private static final String GAP = "[ _-]?";

    static final String KEYS = "pass" + GAP + "(?:key|w(?:or)?d|code|phrase)|torrent" + GAP + "pass|(?:rss|irc|api|auth|announce|feed|access|private|download)"
            + GAP + "(?:key|pass(?:word)?|token|secret|hash)|secret|token(?!s)|csrf|cookie|session" + GAP + "id|invite" + GAP + "(?:code|key|link|url)s?|"
            + "(?:recovery|backup)" + GAP + "(?:code|key)s?|two" + GAP + "factor\\w{0,30}|2fa\\w{0,30}|totp\\w{0,30}|credentials?";

    private static final Pattern NAME = Pattern.compile("(?i)" + KEYS + "|nonce|captcha|^auth$|auth_|_auth$|_hash$|^hash$|^sess|e[_-]?mail|"
            + "(?:^|[_-])ip(?:v[46])?(?:$|[_-]?addr)|^(?:key|pid|sid)$|^(?:announce|rss|feed)(?:[_-]?(?:url|link))?$");

    private SecretWords() {}

    /// Freeleech tokens are a figure, a token is none.
    static boolean isName(String name) {
        return NAME.matcher(name).find();
    }
}
