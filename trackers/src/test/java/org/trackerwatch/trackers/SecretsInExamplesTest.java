package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Examples are written for the project, and yet: somebody may copy a page in haste. What looks like a key, an address
/// of a person or of a machine, or a session has no place in any of them.
class SecretsInExamplesTest {

    /// A value of eight or more with a digit in it. Words of a language have none.
    private static final String VALUE = "(?=[\\w%.-]*\\d)[\\w%.-]{8,}";

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(?<![0-9a-zA-Z])(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64})(?![0-9a-zA-Z])"),
            Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]*"),
            Pattern.compile("[\\w.+-]+@[\\w-]+\\.\\w+"),
            Pattern.compile("(?i)(?:passkey|torrent_pass|authkey|auth_key|rsskey|api_?key|api_?token|passwd|password|pass|token|key|session|sid)"
                    + "[\"']?\\s*[=:]\\s*[\"']?" + VALUE),
            Pattern.compile("(?i)(?:passkey|torrent_pass|authkey)[\"']?\\s*[=:]\\s*[\"']?\\w"),
            Pattern.compile("(?im)^(?:set-)?cookie:.*=[^;\\s]{16,}"),
            Pattern.compile("(?<![\\w.-])(?:" + OCTET + "\\.){3}" + OCTET + "(?!\\.?\\w|-)"),
            Pattern.compile("(?i)(?<![\\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\\w:])|(?<![\\w:])[0-9a-f]{3,4}(?::[0-9a-f]{1,4}){1,6}::"));

    /// What in a text looks like a secret.
    static List<String> in(String text) {
        var found = new ArrayList<String>();
        for (var secret : SECRETS) {
            secret.matcher(text).results().map(match -> match.group()).forEach(found::add);
        }
        return found;
    }

    /// Byte by byte: old sites' pages are in old encodings.
    @Test
    void no_example_holds_a_secret() throws IOException {
        try (var files = Files.walk(ExamplesTest.EXAMPLES)) {
            var found = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                in(Files.readString(file, StandardCharsets.ISO_8859_1)).forEach(secret -> found.add(file + ": " + secret));
            }
            assertTrue(found.isEmpty(), () -> String.join("\n", found));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a href='/rss.php?passkey=0123456789abcdef0123456789abcdef'>", "torrent_pass=x", "authkey=a", "\"passkey\": \"a\"",
        "0123456789abcdef0123456789abcdef01234567", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x", "ann@harbour.example", "10.0.0.7", "from 203.0.113.9.",
        "2001:db8:0:0:0:0:0:1", "2001:db8:85a3::8a2e", "Set-Cookie: session=abcdefghijklmnopqrst; Path=/", "Cookie: uid=7; pass=abcdefghijklmnopqrst",
        "rss?key=a1b2c3d4e5", "\"token\":\"a1b2-c3d4-e5\"", "api_token=1abcdefg"})
    void what_was_copied_in_haste_is_found(String planted) {
        assertTrue(!in("<p>Before</p>\n" + planted + "\n<p>After</p>").isEmpty(), planted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Uploaded: 1.234.567.890 KB", "12:34:56", "2026-11-21 12:34:56", "version 9.2.1", "<a href='/user.php?id=123456789'>",
        "Set-Cookie: session=short; Path=/", "name=\"password\" type=\"password\"", "key=short", "token: {csrf}", "ff:ff", "class=\"a-b-c\"",
        "Date: Sat, 21 Nov 2026 12:00:00 GMT", "Downloaded 123456789012345678"})
    void what_any_page_has_is_no_secret(String text) {
        assertEquals(List.of(), in(text));
    }
}
