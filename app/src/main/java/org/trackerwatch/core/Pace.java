package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How fast a target may be written to, as far as is known before asking. What the provider says about it later goes
/// into [Learned].
///
/// @param host   names the provider's service; a stop of it stops all its targets
/// @param bucket names what the provider counts by, such as one webhook. Free of secrets: it is stored as it is
/// @param rates  the limits to keep by ourselves; a scope that is absent has none
public record Pace(String host, String bucket, Map<Scope, Rate> rates) {

    public Pace {
        rates = Map.copyOf(rates);
    }

    /// What a limit counts, from narrow to wide.
    public enum Scope { BUCKET, CHANNEL, HOST }

    /// At most so many requests in any window of this length.
    public record Rate(int requests, Duration window) {}

    /// What an answer tells of limits.
    ///
    /// @param limit     requests that the bucket allows in its window
    /// @param freeAt    the bucket is used up until then
    /// @param channel   names what several buckets share; free of secrets
    public record Learned(Optional<Integer> limit, Optional<Instant> freeAt, Optional<String> channel) {

        public static final Learned NOTHING = new Learned(Optional.empty(), Optional.empty(), Optional.empty());

        /// Not before that time either.
        public Learned andNotBefore(Optional<Instant> told) {
            return new Learned(limit, Stream.concat(freeAt.stream(), told.stream()).max(Comparator.naturalOrder()), channel);
        }
    }
}
