package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// A request as it would go over the wire, byte for byte but for its secrets, which are masked.
///
/// @param headers by their names, those that the client adds by itself among them
public record Specimen(String method, String address, Map<String, String> headers, String body) {

    private static final String MASK = "•••";

    /// A shorter one is part of other words by chance.
    private static final int LONG = 6;

    public static Specimen of(Notifier notifier, Parcel parcel, Target target) {
        var call = notifier.render(parcel, target);
        var mask = new Mask(Stream.concat(call.secrets().stream(), target.link().secrets().values().stream())
                .map(Secret::reveal).filter(text -> !text.isBlank()).distinct()
                .sorted(Comparator.comparing(String::length).reversed()).toList());
        return switch (call) {
            case HttpCall http -> of(http, mask);
            case MailCall mail -> of(mail, mask);
        };
    }

    private static Specimen of(HttpCall call, Mask mask) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept-Encoding", "gzip");
        headers.put("Connection", "Keep-Alive");
        headers.put("Content-Length", Integer.toString(call.body().getBytes(StandardCharsets.UTF_8).length));
        headers.put("Host", URI.create(call.url().reveal()).getRawAuthority());
        headers.put("User-Agent", Wire.CLIENT);
        headers.putAll(call.headers());
        return new Specimen(call.method().name(), mask.over(call.url().reveal()), headers.entrySet().stream().collect(
                Collectors.toMap(Map.Entry::getKey, entry -> mask.over(entry.getKey(), entry.getValue()), (one, _) -> one, TreeMap::new)),
                mask.over(call.body()));
    }

    /// A mail's own headers are its first lines; what the envelope says comes before them.
    private static Specimen of(MailCall call, Mask mask) {
        var mail = call.mail().orElseThrow();
        var parts = mask.over(mail.text()).split(MimeText.EOL + MimeText.EOL, 2);
        var headers = new LinkedHashMap<String, String>();
        headers.put("MAIL FROM", mail.from());
        headers.put("RCPT TO", String.join(", ", mail.to()));
        for (var line : parts[0].replaceAll(MimeText.EOL + " ", " ").split(MimeText.EOL)) {
            headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
        }
        var scheme = call.safety() == MailCall.Safety.WRAPPED ? "smtps://" : "smtp://";
        return new Specimen("MAIL", scheme + call.login().map(login -> login.user() + ":" + MASK + "@").orElse("") + call.host() + ":" + call.port(),
                headers, parts[1].replace(MimeText.EOL, "\n"));
    }

    /// @param hidden the longest first, since one may be part of another. A short one is masked in headers that are
    ///               nothing else, and elsewhere where it is no part of another word
    private record Mask(List<String> hidden) {

        String over(String text) {
            var masked = text;
            for (var secret : hidden) {
                masked = secret.length() < LONG ? Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(secret) + "(?![\\p{L}\\p{N}])")
                        .matcher(masked).replaceAll(MASK)
                        : masked.replace(secret, MASK).replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), MASK);
            }
            return masked;
        }

        /// Who says who he is may do so in Base64.
        String over(String header, String value) {
            return header.toLowerCase(Locale.ROOT).endsWith("authorization")
                    ? value.replaceFirst("^(\\S+ )?.*$", "$1" + MASK) : hidden.contains(value) ? MASK : over(value);
        }
    }
}
