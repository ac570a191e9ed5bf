package org.trackerwatch.trackers;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The cookies of one session while it is used. A site that rotates them expects the new ones with the next request.
final class CookieJar {

    private static final Pattern EXPIRES = Pattern.compile("(?i);\\s*expires=([^;]+)");
    private static final Pattern MAX_AGE = Pattern.compile("(?i);\\s*max-age=(-?\\d{1,12})");
    private static final Pattern DOMAIN = Pattern.compile("(?i);\\s*domain=\\.?([^;\\s]+)");

    /// Both `Sat, 21 Nov 2026` and the older `Sat, 21-Nov-2026`.
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final Map<String, Secret> cookies = new LinkedHashMap<>();
    private boolean changed;

    /// @param header the value of a `Cookie` header
    CookieJar(String header) {
        for (var part : header.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                cookies.put(part.substring(0, equals).strip(), new Secret(part.substring(equals + 1).strip()));
            }
        }
    }

    /// Takes what an answer set. A cookie that is already over is one that the site takes back.
    void take(List<String> setCookies, String host, Instant now) {
        for (var line : setCookies) {
            int equals = line.indexOf('=');
            int end = line.indexOf(';') < 0 ? line.length() : line.indexOf(';');
            if (equals <= 0 || equals > end || !isFor(host, line)) {
                continue;
            }
            var name = line.substring(0, equals).strip();
            var value = new Secret(line.substring(equals + 1, end).strip());
            var before = isOver(line, now) ? cookies.remove(name) : cookies.put(name, value);
            changed |= isOver(line, now) ? before != null : !value.equals(before);
        }
    }

    boolean isChanged() {
        return changed;
    }

    /// The value of a `Cookie` header.
    Secret header() {
        return new Secret(cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue().reveal())
                .collect(Collectors.joining("; ")));
    }

    private static boolean isFor(String host, String line) {
        var domain = DOMAIN.matcher(line);
        if (!domain.find()) {
            return true;
        }
        var name = domain.group(1).toLowerCase(Locale.ROOT);
        var own = host.toLowerCase(Locale.ROOT);
        return own.equals(name) || own.endsWith("." + name);
    }

    private static boolean isOver(String line, Instant now) {
        var age = MAX_AGE.matcher(line);
        if (age.find()) {
            return Long.parseLong(age.group(1)) <= 0;
        }
        var expires = EXPIRES.matcher(line);
        try {
            return expires.find() && ZonedDateTime.parse(expires.group(1).strip().replaceAll("(\\d)-(\\w{3})-(\\d)", "$1 $2 $3"), DATE)
                    .toInstant().isBefore(now);
        } catch (DateTimeException _) {
            return false;
        }
    }
}
