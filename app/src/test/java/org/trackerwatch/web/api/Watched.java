package org.trackerwatch.web.api;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.Api;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Allowance;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Value;
import org.trackerwatch.trackers.Visit;

/// The API over accounts with a past, for tests of what is drawn of it.
final class Watched implements AutoCloseable {

    static final long TIB = 1L << 40;
    static final long GIB = 1L << 30;

    private static final Credential KEY = new Credential.ApiKey(new Secret("kEy0fTheAccount"));

    final Api api;

    Watched(Path directory) {
        api = Api.in(directory);
    }

    Instant now() {
        return api.time().now();
    }

    Tracker tracker(String name) {
        return tracker(name, "aither");
    }

    Tracker tracker(String name, String definition) {
        return api.with(tx -> api.app().registry().add(tx, new Tracker(0, name, definition, Optional.empty(), Optional.of("otter"),
                Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, SettableTime.START), KEY, Optional.empty(), now()));
    }

    /// As a poll does it, with all that follows.
    void reads(Tracker tracker, Map<Field, Value> figures) {
        ends(tracker, new Outcome.Read(AccountStats.of(figures).settled()));
    }

    void fails(Tracker tracker, Reason reason) {
        ends(tracker, new Outcome.Failed(new PollFailure(reason, "Something went wrong.")));
    }

    private void ends(Tracker tracker, Outcome outcome) {
        api.with(tx -> api.app().bookkeeper().keep(tx, tracker.id(), KEY, new Visit(outcome, Optional.empty(), Map.of(), List.of(
                new Visit.Request(now(), "api", "GET", "/api", 200, 100, Duration.ofMillis(1250), Allowance.UNTOLD))), now()));
    }

    /// A reading of long ago, which nothing follows from.
    void had(Tracker tracker, Instant at, Map<Field, Value> figures) {
        had(tracker, at, figures, false);
    }

    void had(Tracker tracker, Instant at, Map<Field, Value> figures, boolean doubtful) {
        api.with(tx -> {
            api.app().history().append(tx, new Snapshot(tracker.id(), at, AccountStats.of(figures).settled(), doubtful));
            return tracker;
        });
    }

    static Map<Field, Value> figures(long uploaded, long downloaded, int seeding) {
        return Map.of(Field.UPLOADED, ByteSize.exact(uploaded), Field.DOWNLOADED, ByteSize.exact(downloaded), Field.SEEDING, new Value.Count(seeding));
    }

    @Override
    public void close() {
        api.close();
    }
}
