package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// What a [Field] can hold. A field that a site did not report has no value at all: unknown is never 0.
public sealed interface Value permits ByteSize, Ratio, Value.Count, Value.Amount, Value.Text, Value.Flag,
        Value.Moment, Value.Span {

    /// A whole number of things: torrents, warnings, tokens.
    record Count(long number) implements Value {}

    /// A number that may have a fraction, such as bonus points.
    record Amount(BigDecimal number) implements Value {}

    /// Text of the site's own, untrusted: whoever shows it escapes it for the place where it is shown.
    record Text(String text) implements Value {}

    record Flag(boolean set) implements Value {}

    record Moment(Instant at) implements Value {}

    record Span(Duration length) implements Value {}
}
