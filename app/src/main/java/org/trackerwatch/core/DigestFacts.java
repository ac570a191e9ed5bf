package org.trackerwatch.core;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.core.Digest.Entry;
import org.trackerwatch.core.Digest.State;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// A digest as a [Story]'s data. Where names are hidden it has the sums alone.
record DigestFacts(Digest digest) {

    /// Points of several sites are no sum, nor are ratios.
    static final List<Field> SUMMED = List.of(Field.UPLOADED, Field.DOWNLOADED, Field.BUFFER);

    /// @param shown those of this page
    Map<String, @Nullable Object> of(Digest.Page page, List<Entry> shown) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("from", digest.from().toString());
        data.put("to", digest.to().toString());
        data.put("page", BigDecimal.valueOf(page.number()));
        data.put("pages", BigDecimal.valueOf(page.of()));
        if (page.number() == 1) {
            data.put("all_quiet", digest.isQuiet());
            data.put("trackers_read", BigDecimal.valueOf(digest.reads()));
            data.put("trackers_not_read", BigDecimal.valueOf(digest.number(State.NotRead.class)));
            data.put("events", BigDecimal.valueOf(digest.happened()));
            data.put("events_by_kind", numbers(digest.total()));
            SUMMED.forEach(field -> data.put(field.key() + "_change", sum(field)));
        }
        data.put("trackers", digest.hidden() ? null : shown.stream().map(DigestFacts::tracker).toList());
        return data;
    }

    private @Nullable Object sum(Field field) {
        var known = digest.rises(field);
        return known.isEmpty() ? null : known.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, @Nullable Object> tracker(Entry entry) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("name", entry.name());
        facts.put("site", entry.site());
        facts.put("state", switch (entry.state()) {
            case State.Read _ -> "read";
            case State.NotRead _ -> "not-read";
            case State.Paused _ -> "paused";
            case State.Silenced _ -> "silenced";
        });
        facts.put("not_read_since", entry.state() instanceof State.NotRead(var since) ? since.map(Object::toString).orElse(null) : null);
        if (!(entry.state() instanceof State.Silenced)) {
            figures(entry.progress(), facts);
            facts.put("events", BigDecimal.valueOf(entry.happened()));
            facts.put("events_by_kind", numbers(entry.events()));
        }
        return facts;
    }

    private static void figures(Progress progress, Map<String, @Nullable Object> facts) {
        facts.put("first_reading", progress.before().isEmpty() && progress.isKnown());
        for (var field : Progress.FIGURES) {
            facts.put("previous_" + field.key(), progress.before().flatMap(stats -> stats.get(field)).map(DigestFacts::plain).orElse(null));
            facts.put("current_" + field.key(), progress.after().get(field).map(DigestFacts::plain).orElse(null));
            facts.put(field.key() + "_change", progress.rise(field).orElse(null));
        }
    }

    private static Object plain(Value value) {
        return switch (value) {
            case ByteSize size -> BigDecimal.valueOf(size.bytes());
            case Ratio.Infinite _ -> "infinite";
            case Ratio.None _ -> "none";
            case Ratio.Finite(var ratio) -> new BigDecimal(ValueText.plain(ratio));
            case Value.Amount(var number) -> new BigDecimal(ValueText.plain(number));
            case Value.Count(long number) -> BigDecimal.valueOf(number);
            case Value.Text _, Value.Flag _, Value.Moment _, Value.Span _ -> value.toString();
        };
    }

    private static Map<String, Object> numbers(Map<String, Integer> counts) {
        var numbers = new TreeMap<String, Object>();
        counts.forEach((kind, times) -> numbers.put(kind, BigDecimal.valueOf(times)));
        return numbers;
    }
}
