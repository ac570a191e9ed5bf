package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// A failure of many simulated days is worth little if its seed does not bring it back.
final class WorldTest {

    private final World world = new World(1);
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    void tasks_sleep_beside_each_other_and_wake_in_turn() {
        task(() -> tell("long", Duration.ofSeconds(9)));
        task(() -> tell("short", Duration.ofSeconds(2)));
        task(() -> tell("between", Duration.ofSeconds(5)));
        world.live();
        assertEquals(List.of("short 2", "between 5", "long 9"), told);
    }

    @RepeatedTest(20)
    void who_stands_at_a_gate_goes_in_as_soon_as_it_is_left() {
        var gate = new ReentrantLock(true);
        for (var name : List.of("first", "second", "third")) {
            task(() -> {
                gate.lock();
                tell(name, Duration.ofSeconds(4));
                gate.unlock();
                tell(name + " outside", Duration.ofSeconds(3));
            });
        }
        world.live();
        assertEquals(List.of("first 4", "first outside 7", "second 8", "second outside 11", "third 12", "third outside 15"), told);
    }

    @Test
    void a_clock_that_is_set_moves_no_sleeper() {
        task(() -> tell("sleeper", Duration.ofSeconds(9)));
        task(() -> {
            tell("setter", Duration.ofSeconds(1));
            world.jump(Duration.ofDays(-3));
        });
        world.live();
        assertEquals(List.of("setter 1", "sleeper -259191"), told);
    }

    @Test
    void one_seed_tells_one_story() {
        assertEquals(story(7), story(7));
        assertNotEquals(story(7), story(8));
    }

    private static List<Long> story(long seed) {
        var world = new World(seed);
        var gate = new ReentrantLock(true);
        var drawn = Collections.synchronizedList(new ArrayList<Long>());
        for (int i = 0; i < 5; i++) {
            world.execute(() -> {
                for (int turn = 0; turn < 20; turn++) {
                    gate.lock();
                    sleep(world, Duration.ofMillis(1 + world.chance().nextInt(5)));
                    drawn.add(world.chance().nextLong() ^ world.now().toEpochMilli());
                    gate.unlock();
                    sleep(world, Duration.ofMillis(1 + world.chance().nextInt(5)));
                }
            });
        }
        world.live();
        return drawn;
    }

    private void task(Runnable work) {
        world.execute(work);
    }

    private void tell(String name, Duration after) {
        sleep(world, after);
        told.add(name + " " + Duration.between(SettableTime.START, world.now()).toSeconds());
    }

    private static void sleep(World world, Duration length) {
        try {
            world.sleep(length);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
