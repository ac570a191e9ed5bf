package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

class DocumentsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456789Z");

    @RepeatedTest(300)
    void any_state_comes_back_as_it_was(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        var any = new AnyStats(new Random(seed));
        var failing = new TrackerState.Failing(NOW, 7, PollFailure.Reason.TIMED_OUT, "No answer within 30 s.");
        var state = new TrackerState(any.next(), Optional.of(NOW),
                seed % 2 == 0 ? Optional.empty() : Optional.of(any.next()),
                seed % 3 == 0 ? Optional.empty() : Optional.of(failing),
                Map.of("ratio-danger", new TrackerState.RuleState("1|ratio-danger|2026", NOW)), Set.of("a", "b"));
        var text = Documents.write(TrackerState.class, state);
        assertEquals(state, Documents.read(TrackerState.class, text), () -> "seed " + seed + ": " + text);
    }

    @Test
    void a_new_state_comes_back_as_it_was() {
        var text = Documents.write(TrackerState.class, TrackerState.NEW);
        assertEquals(TrackerState.NEW, Documents.read(TrackerState.class, text));
    }

    @Test
    void every_kind_of_event_comes_back_as_it_was() {
        var stats = AccountStats.NOTHING.with(Field.UPLOADED, ByteSize.parse("1.50 TiB").orElseThrow())
                .with(Field.RATIO, new Ratio.Infinite());
        var minimum = new Value.Amount(new BigDecimal("0.60"));
        for (var detail : List.of(
                new Event.Detail.Changed(Field.RATIO, Optional.of(Ratio.finite("1.10")), new Ratio.None()),
                new Event.Detail.Changed(Field.WARNED, Optional.empty(), new Value.Flag(true)),
                new Event.Detail.Standing(Field.SEEDING, new Value.Count(0), Optional.empty(), NOW),
                new Event.Detail.Standing(Field.RATIO, Ratio.finite("0.3"), Optional.of(minimum), NOW),
                new Event.Detail.Failing(PollFailure.Reason.CHALLENGED, "\"so\"\n", NOW, 2),
                new Event.Detail.Recovered("1|tracker-down|7", NOW, Duration.ofMillis(61_001)),
                new Event.Detail.Due(LocalDate.of(2024, 2, 29), 12),
                new Event.Detail.Corrected(stats, AccountStats.NOTHING))) {
            var text = Documents.write(Event.Detail.class, detail);
            assertEquals(detail, Documents.read(Event.Detail.class, text), text);
        }
    }

    /// What a released version wrote has to stay readable: names of records and their parts are part of the format.
    @Test
    void the_format_of_released_versions_is_still_read() {
        var text = """
                {"known":{"values":{"UPLOADED":{"is":"ByteSize","bytes":1649267441664,"unit":4,"decimals":2},
                "RATIO":{"is":"Finite","value":1.50}},"extras":{"x_rank":"7"}},"knownAt":"2026-11-21T10:00:00Z",
                "doubt":null,"failing":null,"rules":{"zero-seeding":{"fingerprint":"f","since":"2026-11-21T10:00:00Z"}},
                "marks":["buffer-10"]}""";
        var at = Instant.parse("2026-11-21T10:00:00Z");
        var known = new AccountStats(
                Map.of(Field.UPLOADED, new ByteSize(1649267441664L, 4, 2), Field.RATIO, Ratio.finite("1.50")),
                Map.of("x_rank", "7"));
        assertEquals(new TrackerState(known, Optional.of(at), Optional.empty(), Optional.empty(),
                Map.of("zero-seeding", new TrackerState.RuleState("f", at)), Set.of("buffer-10")),
                Documents.read(TrackerState.class, text));
    }

    @Test
    void a_message_comes_back_with_its_story_and_one_of_before_there_were_any_without() {
        var data = new TreeMap<String, @Nullable Object>(Map.of("current_ratio", new BigDecimal("1.8"), "figures", List.of("ratio"), "warned", true));
        data.put("seeding", null);
        var message = new Message(Severity.INFO, "T", "t", List.of(), Instant.EPOCH, "C0DE", Optional.empty(),
                Optional.of(Story.of(Story.TEST, "once", data)));
        var text = Documents.write(Message.class, message);
        assertEquals(message, Documents.read(Message.class, text));
        var old = text.substring(0, text.indexOf(",\"story\"")) + "}";
        assertEquals(Optional.empty(), Documents.read(Message.class, old).story());
    }
}
