package org.trackerwatch.web.api;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.core.Attention;
import org.trackerwatch.core.Minimum;
import org.trackerwatch.report.HealthReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.TargetReport;
import org.trackerwatch.report.TrackerReport;
import org.trackerwatch.store.Tallies;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// What is known, for Prometheus. It is read from the database: no scrape leads to a poll. Totals of an account are gauges,
/// since sites correct them downwards; trackers are named by the user's own word, and no user name is in any label.
public final class MetricsPart implements Part {

    private static final String TYPE = "text/plain;version=0.0.4;charset=utf-8";

    private record Gauge(Field field, String name, String meaning) {}

    private static final List<Gauge> FIGURES = List.of(
            new Gauge(Field.UPLOADED, "trackerwatch_uploaded_bytes", "Uploaded by the account, all in all."),
            new Gauge(Field.DOWNLOADED, "trackerwatch_downloaded_bytes", "Downloaded by the account, all in all."),
            new Gauge(Field.BUFFER, "trackerwatch_buffer_bytes", "What may still be downloaded by the site's own reckoning; may be below 0."),
            new Gauge(Field.RATIO, "trackerwatch_ratio", "Uploaded / downloaded; +Inf where nothing was downloaded."),
            new Gauge(Field.SEEDING, "trackerwatch_seeding_torrents", "Torrents that are seeding."),
            new Gauge(Field.LEECHING, "trackerwatch_leeching_torrents", "Torrents that are downloading."),
            new Gauge(Field.SEED_SIZE, "trackerwatch_seed_size_bytes", "Size of what is seeding."),
            new Gauge(Field.BONUS, "trackerwatch_bonus_points", "Bonus points."),
            new Gauge(Field.HIT_AND_RUNS, "trackerwatch_hit_and_runs", "Hit-and-runs; some sites count all that ever happened."),
            new Gauge(Field.UNREAD, "trackerwatch_unread_messages", "Unread messages."));

    private final App app;

    public MetricsPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/metrics", this::metrics));
    }

    private Reply metrics(Request request) {
        request.query();
        return new Reply.Body(200, TYPE, written(app.database().read(this::snapshots)), Map.of());
    }

    private static byte[] written(MetricSnapshots snapshots) {
        var bytes = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.builder().build().write(bytes, snapshots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private MetricSnapshots snapshots(Transaction tx) {
        var samples = new Samples();
        var trackers = TrackerReport.all(app, tx);
        trackers.forEach(tracker -> figures(samples, tracker));
        trackers.forEach(tracker -> polls(samples, tracker));
        var targets = TargetReport.all(app, tx);
        targets.forEach(target -> target(samples, target));
        pollTallies(samples, trackers, Tallies.polls(tx));
        deliveryTallies(samples, targets, Tallies.deliveries(tx));
        var health = HealthReport.of(app, tx);
        HealthReport.LOOPS.forEach(loop -> Optional.ofNullable(health.beats().get(loop)).ifPresent(at -> samples.put(
                "trackerwatch_loop_last_round_timestamp_seconds", "When each of the daemon's loops last went round.", seconds(at), "loop", loop)));
        samples.put("trackerwatch_up", "Whether the daemon polls and delivers.", flag(health.isHealthy()));
        samples.put("trackerwatch_trackers", "How many trackers are set up.", trackers.size());
        return samples.with("trackerwatch_tracker", "What of a tracker is no number.", trackers.stream().map(MetricsPart::facts).toList());
    }

    private static Labels facts(TrackerReport tracker) {
        return Labels.of("tracker", tracker.tracker().name(), "definition", tracker.tracker().definition(), "mode", Json.word(tracker.tracker().mode()),
                "class", tracker.known().text(Field.CLASS).orElse(""));
    }

    private static void figures(Samples samples, TrackerReport tracker) {
        var name = tracker.tracker().name();
        FIGURES.forEach(gauge -> tracker.known().get(gauge.field).flatMap(MetricsPart::number)
                .ifPresent(value -> samples.put(gauge.name, gauge.meaning, value, "tracker", name)));
        tracker.minimum().map(Minimum::ratio).ifPresent(ratio -> samples.put("trackerwatch_required_ratio",
                "The ratio that the account must keep.", ratio.doubleValue(), "tracker", name));
    }

    private static void polls(Samples samples, TrackerReport tracker) {
        var name = tracker.tracker().name();
        var schedule = tracker.schedule();
        tracker.state().knownAt().ifPresent(at -> samples.put("trackerwatch_last_success_timestamp_seconds",
                "When figures were last read that can be believed.", seconds(at), "tracker", name));
        schedule.polledAt().ifPresent(at -> {
            samples.put("trackerwatch_last_poll_timestamp_seconds", "When the last poll ended, however it did.", seconds(at), "tracker", name);
            samples.put("trackerwatch_tracker_up", "Whether the last poll brought figures.", flag(schedule.failure().isEmpty()), "tracker", name);
            samples.put("trackerwatch_poll_failures", "Failed polls in a row.", schedule.failures(), "tracker", name);
        });
        if (tracker.isActive()) {
            samples.put("trackerwatch_poll_interval_seconds", "Between two polls, the site's floor included.", tracker.interval().toSeconds(), "tracker", name);
        }
        for (var level : Attention.Level.values()) {
            samples.put("trackerwatch_tracker_troubles", "What needs to be looked at, by how grave it is.",
                    tracker.attention().stream().filter(note -> note.level() == level).count(), "tracker", name, "level", Json.word(level));
        }
    }

    private static void target(Samples samples, TargetReport target) {
        var name = target.target().name();
        samples.put("trackerwatch_target_up", "Whether the target takes messages; 0 also while it is paused.",
                flag(target.state().equals("good")), "target", name, "kind", target.target().kind());
        samples.put("trackerwatch_deliveries_waiting", "Messages that wait to be sent.", target.queue().waiting(), "target", name,
                "kind", target.target().kind());
    }

    private static void pollTallies(Samples samples, List<TrackerReport> trackers, List<Tallies.Polls> tallies) {
        for (var tracker : trackers) {
            var name = tracker.tracker().name();
            var own = tallies.stream().filter(tally -> tally.tracker() == tracker.tracker().id()).toList();
            own.forEach(tally -> samples.count("trackerwatch_polls", "Polls by what they came to: read, or why not.", tally.polls(),
                    "tracker", name, "outcome", tally.outcome()));
            long timed = own.stream().mapToLong(Tallies.Polls::timed).sum();
            if (timed > 0) {
                samples.sum("trackerwatch_poll_duration_seconds", "How long polls took that asked anything, with the gaps between their requests.", timed,
                        own.stream().map(Tallies.Polls::took).reduce(Duration.ZERO, Duration::plus).toMillis() / 1000.0, "tracker", name);
            }
        }
    }

    private static void deliveryTallies(Samples samples, List<TargetReport> targets, List<Tallies.Deliveries> tallies) {
        targets.forEach(target -> tallies.stream().filter(tally -> tally.target() == target.target().id()).forEach(tally -> samples.count(
                "trackerwatch_notifications", "Messages by how they ended: delivered, accepted, dead (given up) or cancelled.", tally.ended(),
                "target", target.target().name(), "kind", target.target().kind(), "outcome", tally.outcome())));
    }

    private static Optional<Double> number(Value value) {
        return switch (value) {
            case ByteSize size -> Optional.of((double) size.bytes());
            case Value.Count count -> Optional.of((double) count.number());
            case Value.Amount amount -> Optional.of(amount.number().doubleValue());
            case Ratio.Finite ratio -> Optional.of(ratio.value().doubleValue());
            case Ratio.Infinite _ -> Optional.of(Double.POSITIVE_INFINITY);
            case Ratio.None _, Value.Text _, Value.Flag _, Value.Moment _, Value.Span _ -> Optional.empty();
        };
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    private static double flag(boolean set) {
        return set ? 1 : 0;
    }
}
