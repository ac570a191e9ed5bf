package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArrangementTest {

    @TempDir
    Path directory;

    private final Arrangement arrangement = new Arrangement();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("trackerwatch.db"));
        List.of("d", "a", "c", "b").forEach(name -> database.write(tx -> tx.insert(
                "INSERT INTO tracker (name, name_key, definition, mode, added_at) VALUES (?, ?, 'unit3d', 'active', 0)", name, name)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// Ids are 1 for d, 2 for a, 3 for c and 4 for b.
    private List<Long> order() {
        return database.read(tx -> List.copyOf(arrangement.all(tx).keySet()));
    }

    @Test
    void they_come_by_name_at_first() {
        assertEquals(List.of(2L, 4L, 3L, 1L), order());
    }

    @Test
    void those_that_are_named_come_first_and_the_others_as_they_were() {
        database.write(tx -> arrangement.order(tx, List.of(1L, 3L, 1L, 99L)));
        assertEquals(List.of(1L, 3L, 2L, 4L), order());
    }

    @Test
    void one_is_moved_and_those_behind_it_make_room() {
        database.write(tx -> arrangement.move(tx, 1, 2));
        assertEquals(List.of(2L, 1L, 4L, 3L), order());
        database.write(tx -> arrangement.move(tx, 2, 99));
        assertEquals(List.of(1L, 4L, 3L, 2L), order());
        database.write(tx -> arrangement.move(tx, 3, 1));
        assertEquals(List.of(3L, 1L, 4L, 2L), order());
    }

    @Test
    void places_have_no_gaps_after_one_is_gone() {
        database.write(tx -> arrangement.order(tx, List.of(1L, 2L, 3L, 4L)));
        database.write(tx -> tx.update("DELETE FROM tracker WHERE id = 2"));
        assertEquals(List.of(1, 2, 3), database.read(tx -> arrangement.all(tx).values().stream().map(Arrangement.Place::position).toList()));
    }

    @Test
    void what_is_hidden_keeps_its_place() {
        database.write(tx -> arrangement.hide(tx, 4, true));
        var places = database.read(arrangement::all);
        assertTrue(places.get(4L).hidden());
        assertEquals(2, places.get(4L).position());
    }
}
