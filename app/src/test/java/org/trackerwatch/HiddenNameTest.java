package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.Loopback;
import org.trackerwatch.deliver.Notifier;
import org.trackerwatch.deliver.Vendor;

/// The whole program with a target of every service, each named after the tracker that it is not to be told of, through
/// days in which every kind of message is sent. Nothing that any of them is sent may name the tracker.
final class HiddenNameTest {

    private static final UserJson WELL = new UserJson(Incognito.USER, Incognito.RANK, 2_000_000_000_000L, 1_000_000_000_000L, 12, 0);

    @TempDir
    private Path directory;
    private Incognito life;

    @BeforeEach
    void open() throws IOException {
        life = new Incognito(directory);
    }

    @AfterEach
    void close() {
        life.close();
    }

    @Test
    void with_the_name_hidden_no_byte_of_any_request_of_any_kind_to_any_service_names_the_tracker() throws InterruptedException {
        severalThingsAtOnceAndWhatTheCooldownHeld();
        anOutage();
        anOutageOfOurOwn();
        flapping();
        tests();
        aTargetThatWorksAgain();
        life.polls(Incognito.refused("The key of " + Incognito.USER + " at Zanzibar is no good."));
        life.live(Duration.ofHours(30));

        for (var target : life.hidden) {
            wasToldOfEverything(target);
            life.requests(target).forEach(request -> isSilentOf(target, request));
        }
        var shown = shown();
        var wanted = List.of("trackerwatch was offline", "is flapping", "Alerts no longer reach “a target”", "for “a target” were given up",
                "Alerts reach “a target” again", "Alerts for this target arrive here", "A tracker: ratio");
        assertEquals(List.of(), wanted.stream().filter(words -> !shown.contains(words)).toList(), "was never told");
    }

    private void severalThingsAtOnceAndWhatTheCooldownHeld() {
        life.polls(WELL.answer());
        life.polls(new UserJson(Incognito.USER, "Elder " + Incognito.RANK, 1_500_000_000_000L, 1_000_000_000_000L, 0, 2).answer());
        life.losesItsAddress();
        life.polls(WELL.seeding(0).uploaded(1_400_000_000_000L).hitAndRuns(4).answer());
        life.live(Duration.ofHours(80));
        life.polls(WELL.answer());
    }

    private void anOutage() {
        life.polls(Incognito.broken("Zanzibar: marvin42x, the database of zanzi.org is gone"));
        life.live(Duration.ofHours(8));
        life.polls(WELL.answer());
        life.live(Duration.ofHours(8));
    }

    private void anOutageOfOurOwn() {
        life.lost = true;
        life.live(Duration.ofMinutes(90), Duration.ofMinutes(2));
        life.lost = false;
        life.live(Duration.ofMinutes(70), Duration.ofMinutes(2));
        life.live(Duration.ofHours(8));
    }

    private void flapping() {
        for (int i = 0; i < 4; i++) {
            life.polls(Incognito.broken("Zanzibar"));
            life.polls(WELL.answer());
        }
        life.live(Duration.ofHours(4));
    }

    private void tests() throws InterruptedException {
        var drop = life.app.rulebook().find("ratio-drop");
        for (var target : life.hidden) {
            new Rehearsal(life.app).play(target, Optional.empty());
            new Rehearsal(life.app).play(target, drop);
            life.app.dispatcher().check(target);
        }
    }

    private void aTargetThatWorksAgain() {
        life.getsAnotherAddress();
        life.polls(WELL.hitAndRuns(9).answer());
        life.live(Duration.ofHours(1));
    }

    private void wasToldOfEverything(Target target) {
        var kinds = life.deliveries(target).stream().filter(Delivery::hasArrived).map(Delivery::kind).collect(Collectors.toSet());
        var expected = EnumSet.allOf(Kind.class);
        if (!life.notifier(target).choices().contains(Notifier.RECOVERY)) {
            expected.remove(Kind.EDIT);
        }
        assertEquals(expected, kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds), target.kind());
    }

    private String shown() {
        return life.hidden.stream().flatMap(target -> life.vendor(target).shown().stream()).map(Vendor.Shown::text).collect(Collectors.joining("\n"));
    }

    private void isSilentOf(Target target, Loopback.Request request) {
        for (var reading : Readings.of(request.method() + " " + request.target() + "\n" + request.headers() + "\n" + request.body())) {
            life.words().forEach(word -> assertFalse(Readings.names(reading, word), () -> target.kind() + " is told “" + word + "” in " + reading));
        }
    }
}
