package org.trackerwatch.trackers;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a page may not hold if others are to see it, and how it looks. The order is that in which it is taken out.
enum Delicate {

    IMAGE("an image within the page", "(?<![\\w])data:(?:[\\w.+-]{1,40}+/[\\w.+-]{1,80}+)?+(?:;[\\w=-]{1,40}+){0,3}+,[^\"'<>)\\s]++", "data:,"),
    JWT("a signed token", "eyJ[\\w+/=-]{6,}+(?:\\.[\\w+/=-]++){0,2}+", "token-"),
    HIDDEN_MAIL("a hidden e-mail address", "(?:(?<=data-cfemail=[\"'])|(?<=/email-protection#))[0-9a-fA-F]{6,}+", "mail-"),
    MAIL("an e-mail address", "(?iU)(?<![\\w.+-])[\\w.+-]++(?:@|%40|&#64;|&commat;|\\s{0,3}[\\[({]\\s?(?:at|@)\\s?[\\])}]\\s{0,3})"
            + "[\\w-]++(?:(?:\\.|\\s{0,3}[\\[({]\\s?(?:dot|\\.)\\s?[\\])}]\\s{0,3})[\\w-]++)++", "mail-"),
    PARAMETER("a passkey", "(?i)\\b(?:passkey|torrent_pass|authkey)=[^&\"'\\s<>;#]++", "removed-"),
    KEY("a key in an address", "(?i)(?<=\\b(?:auth|rsskey|rss_key|apikey|api_key|api_token|hash|token|_token|key|secret|csrf|sid|session|logout)=)"
            + "[A-Za-z0-9%+/_-]{6,}+", "key-"),
    INVITE("an invitation in an address", "(?i)(?<=[?&;](?:invite|invite_?code|inv|code)=)[^&\"'\\s<>;#]++", "key-"),
    PATH_KEY("a key in an address", "(?i)/(?:announce|rss|feed|download)s?(?:\\.php)?/(?:\\d{1,9}[./])?(?=\\d*+[a-z_-])([\\w-]{6,})|/([\\w-]{6,})/announce", "key-"),
    LABELLED("what stands beside a word such as passkey", "(?i)(?<![a-z])(?:" + SecretWords.KEYS + "|密[钥鑰])(?:[\"'\\\\]|&quot;|&#3[49];){0,3}+\\s{0,3}+[:=：]"
            + "(?:[\\s\"'\\\\]|&quot;|&#3[49];|&nbsp;|<[^<>]{0,200}+>){0,9}+(?!(?:true|false|null)\\b)([^\\s\"'<>&,;\\\\{}\\[\\]()]{4,})", "removed-"),
    UUID("a unique number", "(?i)(?<![0-9a-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-z])", "uuid-"),
    HEX("a long hexadecimal number", "(?<![0-9A-Za-z])(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32})(?![0-9A-Za-z])", "hex-"),
    TOKEN("a long mixture of letters and digits",
            "(?<![A-Za-z0-9_])(?=[A-Za-z_]*+\\d)(?=[\\d_]*+[A-Za-z])[A-Za-z0-9_]{24,}+"
                    + "|(?<![\\w-])(?=[A-Za-z_-]*+\\d)(?=[\\d_-]*+[A-Za-z])[\\w-]{32,}+", "key-"),
    ADDRESS("an IP address", "(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w.])|(?i)(?<![\\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\\w:])"
            + "|(?i)(?<![\\w:])(?=[a-f:]*+\\d)(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?"
            + "(?::?\\d{1,3}(?:\\.\\d{1,3}){3})?(?:%\\w{1,15}+)?(?![\\w:]|\\.\\d)", "ip-");

    private static final Pattern STAND = Pattern.compile("(?:data:,|(?:token|mail|removed|key|uuid|hex|ip|member)-\\d*|removed)\\W*");

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

    /// The text with a substitute for each.
    String without(String text, UnaryOperator<String> substitute) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(STAND.matcher(value(match)).matches() ? match.group()
                : text.substring(match.start(), at(match)) + substitute.apply(value(match)) + text.substring(at(match) + value(match).length(), match.end())));
    }

    /// Where a word before it tells what it is, the word may stay.
    private static int group(MatchResult match) {
        return IntStream.rangeClosed(1, match.groupCount()).filter(group -> match.start(group) >= 0).findFirst().orElse(0);
    }

    private static String value(MatchResult match) {
        return match.group(group(match));
    }

    private static int at(MatchResult match) {
        return match.start(group(match));
    }

    /// What is put in its place, with a number behind it.
    String stand() {
        return stand;
    }

    /// Where in a text there still is one: the line and what it is, never itself.
    static Stream<String> left(String text) {
        return Arrays.stream(values()).flatMap(kind -> kind.pattern.matcher(text).results()
                .filter(match -> !STAND.matcher(value(match)).matches())
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
