package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.Loopback;
import org.trackerwatch.deliver.Vendor;

/// Every event, tried with every service: what a preview shows, and what a test then sends.
final class RehearsalTest {

    /// Of each request another: made of its key, its moment or its length.
    private static final Pattern CHANGING = Pattern.compile("(?i)signature|timestamp|-id$|delivery|length|sequence");

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final List<Vendor> vendors = Vendor.all(time);

    @AfterEach
    void close() {
        vendors.forEach(Vendor::close);
    }

    private App app() {
        var environment = new HashMap<>(Map.of("TZ", "UTC"));
        vendors.forEach(vendor -> {
            if (vendor.host() instanceof Loopback http) {
                environment.put("TRACKERWATCH_" + vendor.notifier().kind().toUpperCase(Locale.ROOT).replace('-', '_') + "_URL",
                        http.base().toString());
            }
        });
        return App.open(Config.of(Optional.of(directory), environment), new Doors(time, new Random(1), new OkHttpClient()));
    }

    private static Stream<Optional<Rule>> events(App app) {
        return Stream.concat(Stream.of(Optional.empty()), app.rulebook().rules().stream().map(Optional::of));
    }

    private static String name(Optional<Rule> rule) {
        return rule.map(Rule::key).orElse("a plain test");
    }

    @Test
    void a_preview_of_any_event_for_any_service_sends_nothing_and_shows_no_secret() {
        try (var app = app()) {
            for (var vendor : vendors) {
                var target = vendor.target(1, "T");
                events(app).forEach(rule -> {
                    var shown = new Preview(app).of(target, rule);
                    var what = vendor.notifier().kind() + ", " + name(rule) + ": " + shown;
                    assertFalse(shown.body().isBlank(), what);
                    assertFalse(shown.headers().isEmpty(), what);
                    vendor.planted().forEach(secret -> assertFalse(shown.toString().contains(secret), what));
                });
                assertEquals(List.of(), vendor.host().requests(), vendor.notifier().kind());
            }
        }
    }

    @Test
    void a_test_of_any_event_is_taken_by_any_service() throws InterruptedException {
        try (var app = app()) {
            var refused = new ArrayList<String>();
            for (var vendor : vendors) {
                var target = app.database().writeAndGet(tx -> app.targets().add(tx, vendor.target(0, vendor.notifier().kind())));
                for (var rule : events(app).toList()) {
                    time.pass(Duration.ofMinutes(1));
                    var delivery = new Rehearsal(app).play(target, rule);
                    if (delivery.state() != State.DELIVERED && delivery.state() != State.ACCEPTED) {
                        refused.add(vendor.notifier().kind() + ", " + name(rule) + ": " + delivery.state() + " " + delivery.reason());
                    }
                }
                assertTrue(vendor.host().requests().size() > app.rulebook().rules().size(), vendor.notifier().kind());
                assertEquals(List.of(), vendor.violations(), vendor.notifier().kind());
            }
            assertEquals(List.of(), refused);
        }
    }

    @Test
    void what_a_preview_shows_is_what_a_test_sends() throws InterruptedException {
        try (var app = app()) {
            for (var vendor : vendors) {
                var target = app.database().writeAndGet(tx -> app.targets().add(tx, vendor.target(0, vendor.notifier().kind())));
                var rule = app.rulebook().find("hit-and-run");
                var shown = new Preview(app).of(target, rule);
                new Rehearsal(app).play(target, rule);
                if (vendor.host() instanceof Loopback http) {
                    assertSent(vendor, target, shown, http.requests().getLast());
                }
            }
        }
    }

    private static void assertSent(Vendor vendor, Target target, Preview.Request shown, Loopback.Request sent) {
        assertEquals(sent.method(), shown.method(), target.kind());
        var names = new TreeSet<String>();
        shown.headers().forEach((name, value) -> {
            names.add(name.toLowerCase(Locale.ROOT));
            assertTrue(value.contains("•••") || CHANGING.matcher(name).find() || sent.header(name).equals(value), vendor.notifier().kind() + " " + name);
        });
        assertEquals(new TreeSet<>(sent.headers().keySet()), names, vendor.notifier().kind());
    }
}
