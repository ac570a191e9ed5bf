package org.trackerwatch.deliver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What becomes of an address under hasty hands.
final class Mistyped {

    /// So much of a secret is too much.
    private static final int PIECE = 12;

    private static final Pattern FORM = Pattern.compile("(?<scheme>[a-z]+)://(?:(?<user>[^@/]+)@)?(?<host>[^/:]+)(?<port>:\\d+)?(?<rest>/.*)");

    private Mistyped() {}

    static List<String> forms(Vendor vendor) {
        var pasted = vendor.pasted();
        var secrets = vendor.planted().stream().flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8))).distinct().toList();
        return Stream.of(schemes(pasted), signs(pasted), parts(pasted), secrets.stream().flatMap(secret -> around(pasted, secret)),
                vendor.planted().stream().flatMap(secret -> inside(pasted, secret))).flatMap(forms -> forms).distinct().toList();
    }

    /// Of its secrets, in small letters, as hosts are written.
    static Set<String> pieces(Vendor vendor) {
        return vendor.planted().stream().map(secret -> secret.toLowerCase(Locale.ROOT)).flatMap(secret -> secret.length() <= PIECE ? Stream.of(secret)
                : IntStream.rangeClosed(0, secret.length() - PIECE).mapToObj(at -> secret.substring(at, at + PIECE))).collect(Collectors.toSet());
    }

    static String at(String pasted, String port) {
        var found = found(pasted);
        return pasted.substring(0, found.end("host")) + ":" + port + found.group("rest");
    }

    private static Stream<String> schemes(String pasted) {
        var scheme = found(pasted).group("scheme");
        var bare = pasted.substring(scheme.length() + 3);
        return Stream.concat(Stream.of("", "//", ":", "://", "htps://", "ftp://", "http:", "https:/", "https:///", "https//", "https//:", "https:\\\\", "https://https://",
                "http://http//").map(start -> start + bare), Stream.of(scheme, scheme + ":", scheme + "://"));
    }

    /// Each sign that holds an address together is left out, doubled, or a blank once.
    private static Stream<String> signs(String pasted) {
        return IntStream.range(0, pasted.length()).filter(at -> "/:?&=@.%#".indexOf(pasted.charAt(at)) >= 0).boxed().flatMap(at ->
                Stream.of("", " ", ".", "..", "\n", "@", "|", pasted.charAt(at) + " ", "" + pasted.charAt(at) + pasted.charAt(at))
                        .map(sign -> pasted.substring(0, at) + sign + pasted.substring(at + 1)));
    }

    private static Stream<String> parts(String pasted) {
        var split = new TreeSet<>(List.of("/", "&", "=", "?", ":", "@"));
        return split.stream().flatMap(sign -> {
            var parts = new ArrayList<>(List.of(pasted.split(Pattern.quote(sign))));
            var reversed = String.join(sign, parts.reversed());
            Collections.rotate(parts, 1);
            return Stream.of(reversed, String.join(sign, parts), String.join("", parts));
        });
    }

    /// The secret where something else should be, and after the end.
    private static Stream<String> around(String pasted, String secret) {
        var found = found(pasted);
        var host = found.group("host");
        var port = pasted.substring(found.end("host"), found.start("rest"));
        var scheme = found.group("scheme") + "://";
        var rest = found.group("rest");
        return Stream.of(secret, secret + rest, secret + "/" + secret, scheme + secret, scheme + secret + "/", scheme + secret + rest, scheme + secret + port + rest,
                scheme + secret + ".example.org" + rest, scheme + "example." + secret + rest, scheme + host + "." + secret + rest, scheme + secret + "." + host + port + rest,
                scheme + secret + "@" + host + port + rest, scheme + "user:" + secret + "@" + host + port + rest, scheme + host + ":" + secret + rest,
                scheme + host + secret, scheme + host + port + "/" + secret, scheme + host + port + "/" + secret + rest, scheme + host + "@" + secret + rest,
                pasted + secret, pasted + "/" + secret, pasted + " " + secret, pasted + "#" + secret, pasted + "?" + secret + "=" + secret,
                pasted + "&" + secret, pasted + "/slack/" + secret, pasted + "/x y", pasted + "|", pasted + "}", pasted + "\u0000", pasted + "%", pasted + "%zz",
                pasted + ",", pasted + " " + pasted, pasted + pasted, pasted + "🙂", "\"" + pasted + "\"", "[here](" + pasted + ")", "curl " + pasted,
                "mailto:" + secret, "data:," + secret, "javascript:" + secret, secret + "://" + host + rest);
    }

    /// A slip of the finger within the secret.
    private static Stream<String> inside(String pasted, String secret) {
        int middle = secret.length() / 2;
        var first = secret.substring(0, middle);
        var last = secret.substring(middle);
        var slips = Stream.of(".", " ", "/", "@", ":", "?", "#", "&", "%", "\n", "..", "🙂", "é", "_", "'", "\\").map(sign -> first + sign + last);
        return Stream.concat(slips, Stream.of(first, last, last + first, secret + secret, secret + ".", "." + secret, "-" + secret, secret.repeat(30)))
                .flatMap(slip -> Stream.of(pasted.replace(secret, slip), slip, "https://" + slip, "https://" + slip + ".org/x"));
    }

    private static Matcher found(String pasted) {
        var found = FORM.matcher(pasted);
        if (!found.matches()) {
            throw new IllegalArgumentException("what a vendor is pasted as is an address with a path");
        }
        return found;
    }
}
