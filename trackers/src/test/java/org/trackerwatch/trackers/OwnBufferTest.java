package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.trackerwatch.trackers.Harbour.COOKIE;
import static org.trackerwatch.trackers.Harbour.remembering;
import static org.trackerwatch.trackers.Harbour.stats;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A buffer by a site's formula and one that is worked out here are two figures, and no series is made of both.
final class OwnBufferTest {

    private static final Definition SITE = Harbour.definition("fields: { buffer: { from: me, json: /buffer } }");

    private final Harbour harbour;

    OwnBufferTest() throws IOException {
        harbour = new Harbour();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    private Visit visit(String json, Map<String, String> memory) {
        harbour.answers(json);
        return harbour.reader.read(remembering(harbour.account(SITE, COOKIE), memory));
    }

    private static Optional<Long> buffer(Visit visit) {
        return stats(visit).size(Field.BUFFER).map(ByteSize::bytes);
    }

    @Test
    void a_site_that_never_tells_one_has_what_follows_from_the_totals() {
        var first = visit(Harbour.FIGURES, Map.of());
        assertEquals(Optional.of(2000L), buffer(first));
        assertEquals(Optional.of(2000L), buffer(visit(Harbour.FIGURES, first.memory())));
    }

    @Test
    void a_site_that_once_told_its_own_and_now_does_not_has_none_that_is_known() {
        var first = visit("{\"username\":\"otterby\",\"uploaded\":3000,\"downloaded\":1000,\"buffer\":6500}", Map.of());
        assertEquals(Optional.of(6500L), buffer(first));
        var second = visit(Harbour.FIGURES, first.memory());
        assertEquals(Optional.empty(), buffer(second));
        assertEquals(Optional.of(7000L), buffer(visit("{\"username\":\"otterby\",\"uploaded\":3200,\"downloaded\":1000,\"buffer\":7000}", second.memory())));
    }

    @Test
    void a_buffer_without_end_is_told_too() {
        var endless = visit("{\"username\":\"otterby\",\"uploaded\":3000,\"downloaded\":0,\"buffer\":\"∞\"}", Map.of());
        assertEquals(Optional.empty(), buffer(visit(Harbour.FIGURES, endless.memory())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"N/A", "---", "unlimited", "∞"})
    void what_stands_in_its_place_and_is_no_size_is_not_worked_out_either(String word) {
        var unsaid = visit("{\"username\":\"otterby\",\"uploaded\":3000,\"downloaded\":1000,\"buffer\":\"" + word + "\"}", Map.of());
        assertEquals(Optional.empty(), buffer(unsaid));
        assertEquals(Optional.of(3000L), stats(unsaid).size(Field.UPLOADED).map(ByteSize::bytes));
        assertEquals(Optional.empty(), buffer(visit(Harbour.FIGURES, unsaid.memory())), "it has a buffer of its own");
    }

    @Test
    void a_failed_visit_forgets_nothing() {
        var first = visit("{\"username\":\"otterby\",\"uploaded\":3000,\"downloaded\":1000,\"buffer\":6500}", Map.of());
        harbour.answers(404, "gone");
        var failed = harbour.reader.read(remembering(harbour.account(SITE, COOKIE), first.memory()));
        assertEquals(Optional.empty(), buffer(visit(Harbour.FIGURES, failed.memory())));
    }
}
