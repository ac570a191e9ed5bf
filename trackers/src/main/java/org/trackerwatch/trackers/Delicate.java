package org.trackerwatch.trackers;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a page may not hold if others are to see it, and how it looks. The order is that in which it is taken out.
enum Delicate {

    IMAGE("an image within the page", "data:[\\w/+.-]+;base64,[A-Za-z0-9+/=\\s]+", "data:,"),
    JWT("a signed token", "eyJ[\\w+/=-]{6,}(?:\\.[\\w+/=-]+){0,2}", "token-"),
    HIDDEN_MAIL("a hidden e-mail address", "(?:(?<=data-cfemail=[\"'])|(?<=/email-protection#))[0-9a-fA-F]{6,}", "mail-"),
    MAIL("an e-mail address", "[\\w.+-]+(?:@|%40|&#64;)[\\w-]+(?:\\.[\\w-]+)+", "mail-"),
    PARAMETER("a passkey", "(?i)\\b(?:passkey|torrent_pass|authkey)=[^&\"'\\s<>;#]*", "removed-"),
    KEY("a key in an address", "(?i)(?<=\\b(?:auth|rsskey|rss_key|apikey|api_key|api_token|hash|token|_token|key|secret|csrf|sid|session|logout)=)"
            + "[A-Za-z0-9%+/_-]{6,}", "key-"),
    UUID("a unique number", "(?i)(?<![0-9a-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-z])", "uuid-"),
    HEX("a long hexadecimal number", "(?<![0-9A-Za-z])(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32})(?![0-9A-Za-z])", "hex-"),
    TOKEN("a long mixture of letters and digits",
            "(?<![A-Za-z0-9_])(?=[A-Za-z_]*\\d)(?=[\\d_]*[A-Za-z])[A-Za-z0-9_]{24,}(?![A-Za-z0-9_])"
                    + "|(?<![\\w-])(?=[A-Za-z_-]*\\d)(?=[\\d_-]*[A-Za-z])[\\w-]{32,}(?![\\w-])", "key-"),
    ADDRESS("an IP address", "(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w.])|(?i)(?<![\\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\\w:])"
            + "|(?i)(?<![\\w:])(?:[0-9a-f]{1,4}:){2,6}:[0-9a-f:]{1,30}(?![\\w:])", "ip-");

    private final String words;
    private final Pattern pattern;
    private final String stand;

    Delicate(String words, String pattern, String stand) {
        this.words = words;
        this.pattern = Pattern.compile(pattern);
        this.stand = stand;
    }

    /// What it is, for a sentence.
    String words() {
        return words;
    }

    Pattern pattern() {
        return pattern;
    }

    /// What is put in its place, with a number behind it.
    String stand() {
        return stand;
    }

    /// Where in a text there still is one: the line and what it is, never itself.
    static Stream<String> left(String text) {
        return Arrays.stream(values()).flatMap(kind -> kind.pattern.matcher(text).results()
                .filter(match -> !match.group().matches(Pattern.quote(kind.stand) + "\\d*"))
                .map(match -> kind.words + " in line " + line(text, match.start())));
    }

    static long line(String text, int at) {
        return 1 + text.substring(0, at).chars().filter(letter -> letter == '\n').count();
    }

    static Optional<Long> lineOf(String text, Pattern pattern) {
        var match = pattern.matcher(text);
        return match.find() ? Optional.of(line(text, match.start())) : Optional.empty();
    }
}
