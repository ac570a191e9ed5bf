package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.trackerwatch.store.TestStore.NOW;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Secret;

class EventsTest {

    private static final Instant SOON = NOW.plusSeconds(600);

    @TempDir
    private Path directory;

    private TestStore store;
    private Events events;
    private long tracker;
    private long phone;
    private long desk;

    @BeforeEach
    void open() {
        store = new TestStore(directory);
        events = store.events;
        tracker = store.tracker("A");
        phone = target("phone");
        desk = target("desk");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_event_comes_back_as_it_was_added() {
        var event = event("one", "ratio-drop", NOW);
        long id = add(event);
        var stored = new Events.Stored(id, event);
        assertEquals(Optional.of(stored), store.read(tx -> events.get(tx, id)));
        assertEquals(Optional.of(stored), store.read(tx -> events.find(tx, "one")));
        assertEquals(Optional.empty(), store.read(tx -> events.find(tx, "two")));
        assertEquals(Optional.empty(), store.read(tx -> events.get(tx, 99)));
    }

    @Test
    void finding_it_twice_is_finding_it_once() {
        var first = event("one", "ratio-drop", NOW);
        add(first);
        assertEquals(Optional.empty(), store.get(tx -> events.add(tx, event("one", "ratio-drop", SOON))));
        assertEquals(List.of(first), list(Optional.empty(), Instant.MIN, Instant.MAX));
        long next = add(event("two", "ratio-drop", SOON));
        assertEquals("two", store.read(tx -> events.get(tx, next)).orElseThrow().event().fingerprint());
    }

    @Test
    void events_are_listed_by_tracker_and_time() {
        long other = store.tracker("B");
        var later = event("later", "ratio-drop", SOON);
        var first = event("first", "rank-change", NOW);
        var others = new Event("other", other, "ratio-drop", Severity.INFO, NOW, first.detail(), first.figures());
        List.of(later, first, others).forEach(this::add);
        assertEquals(List.of(first, others, later), list(Optional.empty(), NOW, Instant.MAX));
        assertEquals(List.of(first, later), list(Optional.of(tracker), NOW, Instant.MAX));
        assertEquals(List.of(first), list(Optional.of(tracker), NOW, SOON));
        assertEquals(List.of(later), list(Optional.of(tracker), NOW.plusMillis(1), Instant.MAX));
    }

    @Test
    void each_verdict_comes_back_as_it_was_given() {
        for (var verdict : List.of(new Verdict.Sent(), new Verdict.Held(SOON), new Verdict.NotSubscribed(),
                new Verdict.OutOfScope(),
                new Verdict.BelowThreshold(), new Verdict.Paused(), new Verdict.NeverAnnounced())) {
            long id = add(event(verdict.toString(), "ratio-drop", NOW));
            var delivery = verdict instanceof Verdict.Sent ? Optional.of(7L) : Optional.<Long>empty();
            store.write(tx -> events.judge(tx, id, phone, verdict, delivery));
            assertEquals(List.of(new Events.Judged(id, phone, verdict, Optional.empty(), delivery)),
                    store.read(tx -> events.verdicts(tx, id)));
        }
    }

    @Test
    void what_a_cooldown_holds_back_is_found_when_it_ends() {
        long first = held("first", "ratio-drop", NOW, phone, SOON);
        long second = held("second", "ratio-drop", NOW.plusSeconds(60), phone, SOON);
        held("elsewhere", "rank-change", NOW, phone, SOON.plusSeconds(60));
        held("other", "ratio-drop", NOW, desk, SOON.plusSeconds(90));
        var lane = new Events.Lane(phone, tracker, "ratio-drop");
        assertEquals(Optional.of(SOON), store.read(events::nextRelease));
        assertEquals(List.of(), store.read(tx -> events.released(tx, SOON.minusMillis(1))));
        assertEquals(List.of(lane), store.read(tx -> events.released(tx, SOON)));
        assertEquals(List.of(first, second), store.read(tx -> events.held(tx, lane)).stream().map(Events.Stored::id)
                .toList());
        assertEquals(3, store.read(tx -> events.released(tx, SOON.plusSeconds(90))).size());
    }

    @Test
    void what_was_told_after_all_is_held_no_longer_and_keeps_its_delivery() {
        long first = held("first", "ratio-drop", NOW, phone, SOON);
        held("elsewhere", "ratio-drop", NOW, desk, SOON);
        var lane = new Events.Lane(phone, tracker, "ratio-drop");
        store.write(tx -> events.release(tx, lane, SOON, Optional.of(42L)));
        assertEquals(List.of(), store.read(tx -> events.held(tx, lane)));
        assertEquals(List.of(new Events.Lane(desk, tracker, "ratio-drop")),
                store.read(tx -> events.released(tx, SOON)));
        assertEquals(List.of(new Events.Judged(first, phone, new Verdict.Held(SOON), Optional.of(SOON),
                Optional.of(42L))),
                store.read(tx -> events.verdicts(tx, first)));
    }

    @Test
    void what_was_not_worth_telling_is_held_no_longer_and_has_no_delivery() {
        long first = held("first", "ratio-drop", NOW, phone, SOON);
        store.write(tx -> events.release(tx, new Events.Lane(phone, tracker, "ratio-drop"), SOON, Optional.empty()));
        assertEquals(List.of(new Events.Judged(first, phone, new Verdict.Held(SOON), Optional.of(SOON),
                Optional.empty())),
                store.read(tx -> events.verdicts(tx, first)));
        assertEquals(Optional.empty(), store.read(events::nextRelease));
    }

    @Test
    void the_last_alert_is_known_for_each_target_tracker_and_rule() {
        var lane = new Events.Lane(phone, tracker, "ratio-drop");
        assertEquals(Optional.empty(), store.read(tx -> events.lastAlert(tx, lane)));
        store.write(tx -> events.alerted(tx, lane, NOW));
        store.write(tx -> events.alerted(tx, lane, SOON));
        assertEquals(Optional.of(SOON), store.read(tx -> events.lastAlert(tx, lane)));
        for (var other : List.of(new Events.Lane(desk, tracker, "ratio-drop"),
                new Events.Lane(phone, tracker, "rank-change"))) {
            assertEquals(Optional.empty(), store.read(tx -> events.lastAlert(tx, other)));
        }
    }

    private long held(String fingerprint, String rule, Instant at, long target, Instant until) {
        long id = add(event(fingerprint, rule, at));
        store.write(tx -> events.judge(tx, id, target, new Verdict.Held(until), Optional.empty()));
        return id;
    }

    private long add(Event event) {
        return store.get(tx -> events.add(tx, event)).orElseThrow();
    }

    private List<Event> list(Optional<Long> of, Instant from, Instant to) {
        return store.read(tx -> events.list(tx, of, from, to)).stream().map(Events.Stored::event).toList();
    }

    private Event event(String fingerprint, String rule, Instant at) {
        var figures = AccountStats.NOTHING.with(Field.RATIO, new Ratio.Infinite())
                .with(Field.UPLOADED, ByteSize.parse("1.50 TiB").orElseThrow());
        return new Event(fingerprint, tracker, rule, Severity.WARNING, at,
                new Event.Detail.Changed(Field.RATIO, Optional.of(Ratio.finite("1.20")), Ratio.finite("1.1")), figures);
    }

    private long target(String name) {
        return store.get(tx -> store.targets.add(tx,
                new Target(0, name, "discord", new Secret("https://discord.example/" + name),
                Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD))).id();
    }
}
