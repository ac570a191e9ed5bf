package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Secret;

class RegistryTest {

    private static final Credential KEY = SomeTrackers.key("first key");

    @TempDir
    private Path directory;

    private TestStore store;
    private Registry registry;

    @BeforeEach
    void open() {
        store = new TestStore(directory);
        registry = store.registry;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_tracker_comes_back_as_it_was_added() {
        var full = new Tracker(0, "Aither", "aither", Optional.of("http://10.0.0.7:8080/tracker"),
                Optional.of("somebody"),
                Duration.ofMinutes(90), Optional.of(new BigDecimal("0.60")), Optional.of(LocalDate.of(2021, 3, 4)),
                Tracker.Mode.ACTIVE, NOW);
        var added = add(full);
        assertEquals(full, withId(added, 0));
        assertEquals(Optional.of(added), store.read(tx -> registry.get(tx, added.id())));
        assertEquals(Optional.of(added), store.read(tx -> registry.find(tx, " aITHER ")));
        assertEquals(List.of(added), store.read(registry::list));
    }

    @Test
    void the_sealed_parts_come_back_as_they_were() {
        var cookie = new Credential.Cookie(new Secret("uid=7; pass=abc"), "Mozilla/5.0");
        var proxy = Optional.of(new Secret("socks5://user:word@10.0.0.1:1080"));
        long id = store.get(tx -> registry.add(tx, SomeTrackers.named("A"), cookie, proxy, NOW)).id();
        assertEquals(new Registry.Access(cookie, proxy, Map.of()), access(id));
        store.write(tx -> registry.proxy(tx, id, Optional.empty()));
        assertEquals(new Registry.Access(cookie, Optional.empty(), Map.of()), access(id));
        assertEquals(Optional.empty(), store.read(tx -> registry.access(tx, 99)));
    }

    @Test
    void a_tracker_without_an_interval_follows_the_setting() {
        long id = add(SomeTrackers.named("A")).id();
        assertEquals(Duration.ofMinutes(60), get(id).interval());
        store.get(tx -> Setting.POLL_INTERVAL.set(tx, "2h"));
        assertEquals(Duration.ofHours(2), get(id).interval());
        store.get(tx -> registry.edit(tx, renamed(get(id), "B")));
        store.get(tx -> Setting.POLL_INTERVAL.set(tx, "3h"));
        assertEquals(Duration.ofHours(3), get(id).interval(), "editing something else leaves it so");
    }

    @Test
    void an_interval_of_its_own_stays_until_it_is_taken_away() {
        long id = add(withInterval(SomeTrackers.named("A"), Duration.ofMinutes(45))).id();
        store.get(tx -> Setting.POLL_INTERVAL.set(tx, "2h"));
        assertEquals(Duration.ofMinutes(45), get(id).interval());
        store.get(tx -> registry.edit(tx, withInterval(get(id), Duration.ZERO)));
        assertEquals(Duration.ofHours(2), get(id).interval());
    }

    @ParameterizedTest
    @CsvSource({"Aither, AITHER", "ÉLITE, élite", "ＡＢ, ab", "A,  a "})
    void names_are_unique_without_regard_to_case(String first, String second) {
        add(SomeTrackers.named(first));
        var refusal = assertThrows(IllegalArgumentException.class, () -> add(SomeTrackers.named(second)));
        assertEquals("There is a tracker named “" + first + "” already. Choose another name.", refusal.getMessage());
    }

    @Test
    void a_tracker_may_change_the_case_of_its_own_name() {
        var added = add(SomeTrackers.named("aither"));
        assertEquals("Aither", store.get(tx -> registry.edit(tx, renamed(added, "Aither"))).name());
    }

    @Test
    void a_name_that_is_taken_is_refused_when_editing_too() {
        add(SomeTrackers.named("A"));
        var other = add(SomeTrackers.named("B"));
        assertThrows(IllegalArgumentException.class, () -> store.get(tx -> registry.edit(tx, renamed(other, "a"))));
        assertEquals("B", get(other.id()).name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'   ' | The name is empty. Give it one that you will recognise in an alert.",
        "'a\nb' | The name contains line breaks or control characters. Write it on one line."
    })
    void an_unusable_name_is_refused_in_words(String name, String words) {
        assertEquals(words, assertThrows(IllegalArgumentException.class, () -> add(SomeTrackers.named(name)))
                .getMessage());
    }

    @Test
    void a_name_of_more_than_60_characters_is_refused() {
        assertEquals("x".repeat(60), add(SomeTrackers.named("x".repeat(60))).name());
        var refusal = assertThrows(IllegalArgumentException.class, () -> add(SomeTrackers.named("y".repeat(61))));
        assertEquals("The name is longer than 60 characters. Give it a shorter one.", refusal.getMessage());
    }

    @Test
    void a_mistyped_name_brings_the_nearest() {
        List.of("Aither", "Blutopia", "Redacted").forEach(name -> add(SomeTrackers.named(name)));
        assertEquals(List.of("Blutopia"), store.read(tx -> registry.nearest(tx, "blutpia")));
        assertEquals(List.of(), store.read(tx -> registry.nearest(tx, "zzzzzzzz")));
    }

    @Test
    void editing_leaves_credential_mode_and_schedule_alone() {
        var added = add(SomeTrackers.named("A"));
        store.get(tx -> registry.pause(tx, added.id()));
        var edited = store.get(tx ->
                registry.edit(tx, new Tracker(added.id(), "B", "blutopia", Optional.of("https://b.example"),
                Optional.empty(), Duration.ofHours(5), Optional.of(BigDecimal.ONE), Optional.empty(),
                Tracker.Mode.ACTIVE, NOW)));
        assertEquals(Tracker.Mode.PAUSED, edited.mode());
        assertEquals(added.added(), edited.added());
        assertEquals("blutopia", edited.definition());
        assertEquals(KEY, access(added.id()).credential());
        assertEquals(Schedule.first(NOW), store.read(tx -> store.schedules.get(tx, added.id())));
    }

    @Test
    void editing_what_was_removed_meanwhile_is_told() {
        var added = add(SomeTrackers.named("A"));
        store.get(tx -> registry.remove(tx, added.id()));
        var refusal = assertThrows(IllegalArgumentException.class, () -> store.get(tx -> registry.edit(tx, added)));
        assertEquals("“A” was removed meanwhile.", refusal.getMessage());
    }

    @Test
    void a_refusal_stops_polling_and_a_new_credential_resumes_it_at_once() {
        long id = add(SomeTrackers.named("A")).id();
        var refused = new PollFailure(PollFailure.Reason.CREDENTIAL_REFUSED, "The site refuses the key.");
        store.write(tx -> {
            assertTrue(registry.stop(tx, id, KEY));
            store.schedules.settle(tx, id,
                    new Schedule(NOW.plusSeconds(9999), 4, Optional.of(NOW), Optional.of(refused)));
        });
        assertEquals(Tracker.Mode.STOPPED, get(id).mode());
        var later = NOW.plusSeconds(60);
        assertEquals(Tracker.Mode.ACTIVE,
                store.get(tx -> registry.credential(tx, id, SomeTrackers.key("second key"), later)).mode());
        assertEquals(SomeTrackers.key("second key"), access(id).credential());
        var schedule = store.read(tx -> store.schedules.get(tx, id));
        assertEquals(later, schedule.dueAt());
        assertEquals(0, schedule.failures());
    }

    @Test
    void a_refusal_of_the_old_credential_does_not_stop_the_new_one() {
        long id = add(SomeTrackers.named("A")).id();
        store.get(tx -> registry.credential(tx, id, SomeTrackers.key("second key"), NOW));
        assertEquals(false, store.get(tx -> registry.stop(tx, id, KEY)));
        assertEquals(Tracker.Mode.ACTIVE, get(id).mode());
    }

    @Test
    void a_refusal_does_not_turn_the_user_s_pause_into_a_stop() {
        long id = add(SomeTrackers.named("A")).id();
        store.get(tx -> registry.pause(tx, id));
        assertEquals(false, store.get(tx -> registry.stop(tx, id, KEY)));
        assertEquals(Tracker.Mode.PAUSED, get(id).mode());
    }

    @Test
    void a_pause_ends_when_the_user_resumes() {
        long id = add(SomeTrackers.named("A")).id();
        assertEquals(Tracker.Mode.PAUSED, store.get(tx -> registry.pause(tx, id)).mode());
        assertEquals(Tracker.Mode.ACTIVE, store.get(tx -> registry.resume(tx, id, NOW.plusSeconds(5))).mode());
        assertEquals(NOW.plusSeconds(5), store.read(tx -> store.schedules.get(tx, id)).dueAt());
    }

    @Test
    void a_rotated_cookie_is_kept_unless_the_user_changed_it_meanwhile() {
        var old = new Credential.Cookie(new Secret("s=1"), "Firefox");
        var rotated = new Credential.Cookie(new Secret("s=2"), "Firefox");
        long id = store.get(tx -> registry.add(tx, SomeTrackers.named("A"), old, Optional.empty(), NOW)).id();
        assertEquals(true, store.get(tx -> registry.rotate(tx, id, old, rotated)));
        assertEquals(rotated, access(id).credential());
        store.get(tx -> registry.credential(tx, id, KEY, NOW));
        assertEquals(false, store.get(tx -> registry.rotate(tx, id, rotated, old)));
        assertEquals(KEY, access(id).credential());
    }

    @Test
    void the_memory_of_the_reader_is_replaced_as_a_whole() {
        long id = add(SomeTrackers.named("A")).id();
        store.write(tx -> registry.remember(tx, id, Map.of("user_id", "7", "style", "bare")));
        assertEquals(Map.of("user_id", "7", "style", "bare"), access(id).memory());
        store.write(tx -> registry.remember(tx, id, Map.of("user_id", "8")));
        assertEquals(Map.of("user_id", "8"), access(id).memory());
        store.write(tx -> registry.remember(tx, id, Map.of()));
        assertEquals(Map.of(), access(id).memory());
    }

    @Test
    void with_another_credential_the_number_of_the_account_is_forgotten() {
        long id = add(SomeTrackers.named("A")).id();
        store.write(tx -> registry.remember(tx, id, Map.of("number@iptorrents https://example.org", "7", "style", "bare")));
        store.write(tx -> registry.proxy(tx, id, Optional.empty()));
        assertEquals(2, access(id).memory().size());
        store.write(tx -> registry.credential(tx, id, SomeTrackers.key("second key"), NOW));
        assertEquals(Map.of("style", "bare"), access(id).memory());
    }

    @Test
    void a_second_refusal_after_a_new_credential_is_news_again() {
        long id = add(SomeTrackers.named("A")).id();
        var refused = new TrackerState.Failing(NOW, 1, PollFailure.Reason.SESSION_EXPIRED, "The cookie has expired.");
        var state = new TrackerState(AccountStats.NOTHING, Optional.empty(), Optional.empty(), Optional.of(refused),
                Map.of(), Set.of());
        store.write(tx -> new History().remember(tx, id, state));
        store.write(tx -> registry.credential(tx, id, SomeTrackers.key("second key"), NOW));
        assertEquals(Optional.empty(), store.read(tx -> new History().state(tx, id)).failing());
    }

    private Tracker add(Tracker tracker) {
        return store.get(tx -> registry.add(tx, tracker, KEY, Optional.empty(), NOW));
    }

    private Tracker get(long id) {
        return store.read(tx -> registry.get(tx, id)).orElseThrow();
    }

    private Registry.Access access(long id) {
        return store.read(tx -> registry.access(tx, id)).orElseThrow();
    }

    private static Tracker renamed(Tracker tracker, String name) {
        return new Tracker(tracker.id(), name, tracker.definition(), tracker.url(), tracker.username(),
                tracker.interval(),
                tracker.minRatio(), tracker.joined(), tracker.mode(), tracker.added());
    }

    private static Tracker withInterval(Tracker tracker, Duration interval) {
        return new Tracker(tracker.id(), tracker.name(), tracker.definition(), tracker.url(), tracker.username(),
                interval,
                tracker.minRatio(), tracker.joined(), tracker.mode(), tracker.added());
    }

    private static Tracker withId(Tracker tracker, long id) {
        return new Tracker(id, tracker.name(), tracker.definition(), tracker.url(), tracker.username(),
                tracker.interval(),
                tracker.minRatio(), tracker.joined(), tracker.mode(), tracker.added());
    }
}
