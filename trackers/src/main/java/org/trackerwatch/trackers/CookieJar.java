package org.trackerwatch.trackers;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The cookies of one session while it is used. A site that rotates them expects the new ones with the next request.
final class CookieJar {

    private static final Pattern EXPIRES = Pattern.compile("(?i);\\s*expires=([^;]+)");
    private static final Pattern MAX_AGE = Pattern.compile("(?i);\\s*max-age=(-?\\d{1,12})");
    private static final Pattern DOMAIN = Pattern.compile("(?i);\\s*domain=\\.?([^;\\s]+)");

    /// Both `Sat, 21 Nov 2026` and the older `Sat, 21-Nov-2026`.
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    /// What fits a header line. OkHttp refuses the whole request for one letter outside of it.
    private static final Pattern SENDABLE = Pattern.compile("[\\x20-\\x7e]*");

    /// As browsers hold it, and less than the 8 to 16 KiB of headers that servers read.
    private static final int MOST_COOKIES = 60;
    private static final int LARGEST_COOKIE = 4 << 10;
    private static final int LARGEST_HEADER = 16 << 10;

    private static final int SHORTEST_SECRET = 6;

    private final Map<String, Secret> cookies = new LinkedHashMap<>();
    private final Set<Secret> seen = new HashSet<>();
    private boolean changed;

    /// @param header the value of a `Cookie` header; what can't be sent is left out, what can is never given up
    CookieJar(String header) {
        for (var part : header.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0 && isSendable(part)) {
                var value = new Secret(part.substring(equals + 1).strip());
                cookies.put(part.substring(0, equals).strip(), value);
                see(value);
            }
        }
    }

    /// Takes what an answer set, as far as it fits. A cookie that is already over is one that the site takes back.
    void take(List<String> setCookies, String host, Instant now) {
        for (var line : setCookies) {
            int equals = line.indexOf('=');
            int end = line.indexOf(';') < 0 ? line.length() : line.indexOf(';');
            if (equals <= 0 || equals > end || !isFor(host, line)) {
                continue;
            }
            var name = line.substring(0, equals).strip();
            var value = new Secret(line.substring(equals + 1, end).strip());
            if (isOver(line, now)) {
                changed |= cookies.remove(name) != null;
            } else if (isSendable(line.substring(0, end)) && fits(name, value)) {
                changed |= !value.equals(cookies.put(name, value));
                see(value);
            }
        }
    }

    /// A new cookie has to fit beside the others; one that is there already may always stay as large as it is.
    private boolean fits(String name, Secret value) {
        var before = Optional.ofNullable(cookies.get(name));
        int size = name.length() + value.reveal().length();
        int former = before.map(old -> name.length() + old.reveal().length()).orElse(0);
        return size <= former || size <= LARGEST_COOKIE && header().reveal().length() - former + size + 3 <= LARGEST_HEADER
                && (before.isPresent() || cookies.size() < MOST_COOKIES);
    }

    private static boolean isSendable(String cookie) {
        return SENDABLE.matcher(cookie.strip()).matches();
    }

    /// Every value that there was, long enough to be a secret.
    Set<Secret> seen() {
        return Set.copyOf(seen);
    }

    private void see(Secret value) {
        if (value.reveal().length() >= SHORTEST_SECRET) {
            seen.add(value);
        }
    }

    boolean isEmpty() {
        return cookies.isEmpty();
    }

    /// A cookie's value as scripts read it: sites escape what they want back in a header.
    Optional<String> text(String name) {
        try {
            return value(name).map(secret -> URLDecoder.decode(secret.reveal().replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return value(name).map(Secret::reveal);
        }
    }

    private Optional<Secret> value(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /// The cookies of one moment.
    record State(Map<String, Secret> cookies) {

        State {
            cookies = Map.copyOf(cookies);
        }
    }

    State state() {
        return new State(cookies);
    }

    /// Whether there is such a cookie, and it is not the one that there was.
    boolean isNew(String name, State before) {
        return value(name).filter(value -> !value.reveal().isEmpty() && !value.equals(before.cookies().get(name))).isPresent();
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
