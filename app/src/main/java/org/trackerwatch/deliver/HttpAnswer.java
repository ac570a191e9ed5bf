package org.trackerwatch.deliver;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// What came back.
///
/// @param at      when
/// @param headers by their names in lower case
/// @param body    as text, cut at the dispatcher's cap
public record HttpAnswer(Instant at, int status, Map<String, List<String>> headers, String body) {

    /// Who asks for more means a long time, and gets this.
    private static final Duration LONGEST = Duration.ofDays(366);

    public HttpAnswer {
        var lower = new TreeMap<String, List<String>>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = lower;
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    public Optional<Integer> wholeNumber(String header) {
        return header(header).flatMap(text -> parsed(text, Integer::valueOf));
    }

    /// A header in seconds, with or without a fraction. Garbage and negative numbers are no wait.
    public Optional<Duration> seconds(String header) {
        return header(header).flatMap(text -> parsed(text, Double::valueOf)).flatMap(HttpAnswer::seconds);
    }

    /// As [#seconds], or as a date in HTTP's form. A date that is past is no wait.
    public Optional<Duration> wait(String header) {
        return seconds(header).or(() -> header(header).flatMap(HttpAnswer::date).filter(at::isBefore)
                .map(until -> Duration.between(at, until)).map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
    }

    /// When who takes nothing now wants to be asked again, as far as he says.
    Optional<Instant> comeAgain() {
        return wait("retry-after").filter(_ -> status >= 400).map(at::plus);
    }

    /// The day of the week says nothing that the date doesn't, and may be a wrong one.
    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.substring(text.indexOf(',') + 1).strip())));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    public static Optional<Duration> seconds(double number) {
        return Optional.of(number).filter(told -> told >= 0).map(told -> Duration.ofMillis((long) Math.ceil(Math.min(told, LONGEST.toSeconds()) * 1000)));
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text.strip()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
