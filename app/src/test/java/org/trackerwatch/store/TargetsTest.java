package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Target.Health;
import org.trackerwatch.trackers.Secret;

class TargetsTest {

    private static final Secret ADDRESS = new Secret("https://discord.example/api/webhooks/1/abc");
    private static final Secret OTHER = new Secret("https://discord.example/api/webhooks/2/def");
    private static final Instant LATER = Instant.parse("2026-11-21T10:01:00Z");
    private static final Health RESTING =
            new Health(Health.State.ACTIVE, 3, Optional.of(LATER), Duration.ofSeconds(60), Optional.of("503"), Optional.of(LATER));
    private static final Health REFUSED =
            new Health(Health.State.REFUSED, 1, Optional.empty(), Duration.ZERO, Optional.of("Unknown Webhook"), Optional.of(LATER));

    @TempDir
    private Path directory;

    private TestStore store;
    private Targets targets;

    @BeforeEach
    void open() {
        store = new TestStore(directory);
        targets = store.targets;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void how_it_is_spared_comes_back_and_stays_when_something_else_is_changed() {
        var night = new QuietHours(LocalTime.of(22, 30), LocalTime.of(7, 0), Set.of(DayOfWeek.FRIDAY, DayOfWeek.SUNDAY), QuietHours.Mode.SILENT);
        var calm = new Calm(Severity.WARNING, Optional.of(night), false, Optional.of(new DigestTime(LocalTime.of(9, 5), Optional.of(DayOfWeek.MONDAY))), false);
        var added = store.get(tx -> targets.add(tx, plain("Phone", 0).with(calm)));
        assertEquals(calm, added.calm());
        assertEquals(calm, store.get(tx -> targets.edit(tx, added.named("Telephone"))).calm());
        assertEquals(Calm.USUAL, store.get(tx -> targets.edit(tx, added.with(Calm.USUAL))).calm());
        var daily = new Calm(Severity.INFO, Optional.empty(), true, Optional.of(new DigestTime(LocalTime.NOON, Optional.empty())), true);
        assertEquals(daily, store.get(tx -> targets.edit(tx, added.with(daily))).calm());
    }

    @Test
    void a_target_comes_back_as_it_was_added() {
        var full = new Target(0, "Phone", "discord", ADDRESS, Set.of("ratio-drop", "hit-and-run"), Set.of(4L, 7L),
                Map.of("ratio-drop", List.of(new BigDecimal("0.20")), "buffer-milestone",
                        List.of(new BigDecimal("10737418240"), new BigDecimal("5"), new BigDecimal("1E+12"))),
                Map.of("hit-and-run", Duration.ofHours(1), "ratio-drop", Duration.ofMillis(1500)), true, Health.GOOD);
        var added = store.get(tx -> targets.add(tx, full));
        assertEquals(withId(full, added.id()), added);
        assertEquals(Optional.of(added), store.read(tx -> targets.get(tx, added.id())));
        assertEquals(Optional.of(added), store.read(tx -> targets.find(tx, "pHONE")));
    }

    @Test
    void each_target_has_its_own_choices() {
        add("B");
        var chosen = store.get(tx ->
                targets.add(tx, new Target(0, "a", "discord", OTHER, Set.of("ratio-drop"), Set.of(1L),
                Map.of("ratio-drop", List.of(BigDecimal.ONE)), Map.of("ratio-drop", Duration.ofHours(1)), true,
                Health.GOOD)));
        var listed = store.read(targets::list);
        assertEquals(List.of("a", "B"), listed.stream().map(Target::name).toList());
        assertEquals(chosen, listed.getFirst());
        assertEquals(plain("B", listed.getLast().id()), listed.getLast());
    }

    @Test
    void editing_replaces_what_was_chosen() {
        var added = store.get(tx ->
                targets.add(tx, new Target(0, "A", "discord", ADDRESS, Set.of("ratio-drop"), Set.of(1L),
                Map.of("ratio-drop", List.of(BigDecimal.ONE, BigDecimal.TEN)),
                Map.of("ratio-drop", Duration.ofHours(1)), true, Health.GOOD)));
        var changed = new Target(added.id(), "B", "discord", ADDRESS, Set.of("hit-and-run"), Set.of(),
                Map.of("buffer-milestone", List.of(BigDecimal.TWO)), Map.of(), false, Health.GOOD);
        assertEquals(changed, store.get(tx -> targets.edit(tx, changed)));
        assertEquals(List.of(changed), store.read(targets::list));
    }

    @Test
    void names_are_unique_without_regard_to_case() {
        add("Phone");
        var refusal = assertThrows(IllegalArgumentException.class, () -> add("PHONE"));
        assertEquals("There is a target named “Phone” already. Choose another name.", refusal.getMessage());
        long other = add("Desk").id();
        assertThrows(IllegalArgumentException.class, () -> store.get(tx -> targets.edit(tx, plain("phone", other))));
        assertEquals("DESK", store.get(tx -> targets.edit(tx, plain("DESK", other))).name());
    }

    @Test
    void editing_what_was_removed_meanwhile_is_told() {
        var added = add("Phone");
        store.write(tx -> targets.remove(tx, added.id()));
        var refusal = assertThrows(IllegalArgumentException.class, () -> store.get(tx -> targets.edit(tx, added)));
        assertEquals("“Phone” was removed meanwhile.", refusal.getMessage());
    }

    @Test
    void a_mistyped_name_brings_the_nearest() {
        add("Phone");
        assertEquals(List.of("Phone"), store.read(tx -> targets.nearest(tx, "fone")));
    }

    @Test
    void the_dispatcher_keeps_what_attempts_show() {
        var target = add("Phone");
        assertEquals(true, store.get(tx -> targets.health(tx, target, RESTING)));
        assertEquals(RESTING, health(target));
        assertEquals(true, store.get(tx -> targets.health(tx, target, REFUSED)));
        assertEquals(REFUSED, health(target));
    }

    @Test
    void what_an_attempt_showed_of_the_old_address_is_not_kept_for_the_new_one() {
        var tried = add("Phone");
        store.write(tx -> targets.edit(tx, new Target(tried.id(), "Phone", "discord", OTHER, Set.of(), Set.of(),
                Map.of(), Map.of(),
                false, Health.GOOD)));
        assertEquals(false, store.get(tx -> targets.health(tx, tried, REFUSED)));
        assertEquals(Health.GOOD, health(tried));
    }

    @Test
    void what_an_attempt_showed_does_not_end_the_user_s_pause() {
        var target = add("Phone");
        assertEquals(Health.State.PAUSED, store.get(tx -> targets.pause(tx, target.id())).health().state());
        assertEquals(false, store.get(tx -> targets.health(tx, target, Health.GOOD)));
        assertEquals(Health.State.PAUSED, health(target).state());
    }

    @Test
    void what_an_attempt_showed_of_a_removed_target_is_not_kept() {
        var target = add("Phone");
        store.write(tx -> targets.remove(tx, target.id()));
        assertEquals(false, store.get(tx -> targets.health(tx, target, REFUSED)));
    }

    @Test
    void resuming_ends_a_pause_a_rest_and_a_refusal() {
        var target = add("Phone");
        store.write(tx -> targets.pause(tx, target.id()));
        assertEquals(Health.GOOD, store.get(tx -> targets.resume(tx, target.id())).health());
        for (var health : List.of(RESTING, REFUSED)) {
            store.write(tx -> targets.health(tx, target, health));
            assertEquals(Health.GOOD, store.get(tx -> targets.resume(tx, target.id())).health());
        }
    }

    @Test
    void a_new_address_is_healthy_and_the_same_one_stays_as_ill_as_it_was() {
        var target = add("Phone");
        store.write(tx -> targets.health(tx, target, REFUSED));
        assertEquals(REFUSED, store.get(tx -> targets.edit(tx, plain("Renamed", target.id()))).health());
        var mended = new Target(target.id(), "Renamed", "discord", OTHER, Set.of(), Set.of(), Map.of(), Map.of(), false,
                Health.GOOD);
        assertEquals(Health.GOOD, store.get(tx -> targets.edit(tx, mended)).health());
    }

    @Test
    void a_new_address_does_not_end_the_user_s_pause() {
        var target = add("Phone");
        store.write(tx -> targets.pause(tx, target.id()));
        var mended = new Target(target.id(), "Phone", "discord", OTHER, Set.of(), Set.of(), Map.of(), Map.of(), false,
                Health.GOOD);
        assertEquals(Health.State.PAUSED, store.get(tx -> targets.edit(tx, mended)).health().state());
    }

    private Target add(String name) {
        return store.get(tx -> targets.add(tx, plain(name, 0)));
    }

    private Health health(Target target) {
        return store.read(tx -> targets.get(tx, target.id())).orElseThrow().health();
    }

    private static Target plain(String name, long id) {
        return new Target(id, name, "discord", ADDRESS, Set.of(), Set.of(), Map.of(), Map.of(), false, Health.GOOD);
    }

    private static Target withId(Target target, long id) {
        return new Target(id, target.name(), target.kind(), target.address(), target.rules(), target.trackers(),
                target.thresholds(), target.cooldowns(), target.hideName(), target.health());
    }
}
