package org.trackerwatch.trackers;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a site said, along with an answer, of how much it lets itself be asked.
///
/// @param allowed   requests in its window, by `X-RateLimit-Limit` or `RateLimit-Limit`
/// @param remaining of these
/// @param pause     by `Retry-After`
public record Allowance(Optional<Long> allowed, Optional<Long> remaining, Optional<Duration> pause) {

    public static final Allowance UNTOLD = new Allowance(Optional.empty(), Optional.empty(), Optional.empty());

    static Allowance of(Answer answer, Instant now) {
        return new Allowance(number(answer, "Limit"), number(answer, "Remaining"),
                answer.header("Retry-After").flatMap(header -> RetryAfter.of(header, now)));
    }

    private static Optional<Long> number(Answer answer, String name) {
        return answer.header("X-RateLimit-" + name).or(() -> answer.header("RateLimit-" + name)).map(String::strip)
                .filter(text -> text.matches("\\d{1,9}")).map(Long::valueOf);
    }
}
