package org.trackerwatch.core;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;

/// What became of a target's trackers since it was last told, in words. Where their names are hidden, all of them
/// together.
///
/// @param entries in the order in which they are told
/// @param hidden  the target is told no names
/// @param zone    the user's
public record Digest(Instant from, Instant to, List<Entry> entries, boolean hidden, ZoneId zone) {

    /// More kinds of events than this are counted together.
    private static final int KINDS = 4;

    /// How one tracker stands.
    public sealed interface State {

        record Read() implements State {}

        /// @param since when it could be read no more; empty if it never was
        record NotRead(Optional<Instant> since) implements State {}

        /// By the user.
        record Paused() implements State {}

        /// The user wants to hear nothing of it.
        record Silenced() implements State {}
    }

    /// One tracker.
    ///
    /// @param name   as the target may read it
    /// @param site   likewise
    /// @param events how many there were, by kind
    public record Entry(long tracker, String name, String site, Progress progress, State state, Map<String, Integer> events) {

        public Entry {
            events = new TreeMap<>(events);
        }

        /// @param wording how the tracker is spoken of to the target
        public static Entry of(Wording wording, Progress progress, State state, Map<String, Integer> events) {
            var privacy = Privacy.of(wording, true, progress.after());
            return privacy.nameHidden() ? new Entry(wording.tracker().id(), "A tracker", "", progress, state, events)
                    : new Entry(wording.tracker().id(), privacy.clean(wording.tracker().name()), privacy.clean(wording.naming().site()),
                            progress, state, events);
        }

        int happened() {
            return events.values().stream().mapToInt(Integer::intValue).sum();
        }

        boolean isQuiet() {
            return events.isEmpty() && switch (state) {
                case State.Read _, State.Paused _ -> !progress.moved();
                case State.NotRead _ -> false;
                case State.Silenced _ -> true;
            };
        }
    }

    public Digest {
        entries = List.copyOf(entries);
    }

    /// Which of several messages.
    ///
    /// @param number from 1
    public record Page(int number, int of) {

        String mark() {
            return of == 1 ? "" : " (" + number + " of " + of + ")";
        }
    }

    boolean isQuiet() {
        return entries.stream().allMatch(Entry::isQuiet);
    }

    /// Ids of the trackers by message: as many as their lines have room. The first one begins with the summary.
    ///
    /// @param room bytes of UTF-8
    public List<List<Long>> pages(int room) {
        if (hidden || isQuiet()) {
            return List.of(entries.stream().map(Entry::tracker).toList());
        }
        var pages = new ArrayList<List<Long>>();
        pages.add(new ArrayList<>());
        int left = room - bytes(summary());
        for (var entry : entries) {
            int size = 1 + bytes(line(entry));
            if (size > left) {
                pages.add(new ArrayList<>());
                left = room;
            }
            left -= size;
            pages.getLast().add(entry.tracker());
        }
        return pages;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// The first message tells of all of them; a later one of its own, which are all that it has to know.
    ///
    /// @param own        ids of the trackers that have their line there
    /// @param occurrence the same for the same message, and for no other
    public Message message(Page page, List<Long> own, String occurrence) {
        var shown = entries.stream().filter(entry -> own.contains(entry.tracker())).toList();
        var lines = hidden || isQuiet() ? List.<String>of() : shown.stream().map(this::line).toList();
        var head = page.number() > 1 ? List.<String>of() : List.of(isQuiet() && page.of() == 1 ? allQuiet() : summary());
        var text = new ArrayList<>(head);
        text.addAll(lines);
        return new Message(Severity.INFO, title(page), String.join("\n", text), List.of(), to, Wording.code(occurrence), Optional.empty())
                .with(Story.of(Story.DIGEST, occurrence, new DigestFacts(this).of(page, shown)));
    }

    private String title(Page page) {
        if (page.number() > 1) {
            return "Digest" + page.mark();
        }
        return isQuiet() ? "Digest: all quiet" : "Digest: " + count(entries.size(), "tracker") + ", " + count(happened(), "event") + page.mark();
    }

    private String allQuiet() {
        return "All quiet: " + count(reads(), "tracker") + " read, nothing to report." + (asides().isEmpty() ? "" : " " + asides() + ".");
    }

    /// The sums, and how often what happened.
    private String summary() {
        var parts = new ArrayList<String>();
        parts.add((hidden ? entries.size() == 1 ? "A tracker" : entries.size() + " trackers" : "All together") + ": " + sums());
        parts.add(entries.stream().allMatch(entry -> entry.events().isEmpty()) ? "no events" : kinds(total()));
        parts.add(notRead());
        parts.add(asides());
        parts.removeIf(String::isEmpty);
        return "Since " + ValueText.moment(from, to, zone) + ". " + String.join("; ", parts) + ".";
    }

    private String sums() {
        return DigestFacts.SUMMED.stream().map(this::sum).collect(Collectors.joining(", "));
    }

    private String sum(Field field) {
        var known = rises(field);
        var sum = known.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var name = ValueText.name(field) + " ";
        if (known.isEmpty() || sum.toBigInteger().bitLength() > Progress.LONGEST) {
            return name + "not reported";
        }
        return name + (sum.signum() > 0 ? "+" : "") + ByteSize.exact(sum.longValue())
                + (known.size() == entries.size() ? "" : " (" + known.size() + " of " + entries.size() + " trackers)");
    }

    List<BigDecimal> rises(Field field) {
        return entries.stream().filter(entry -> !(entry.state() instanceof State.Silenced))
                .flatMap(entry -> entry.progress().rise(field).stream()).toList();
    }

    private String notRead() {
        var since = entries.stream().map(Entry::state).filter(State.NotRead.class::isInstance).map(State.NotRead.class::cast).toList();
        var first = since.stream().flatMap(row -> row.since().stream()).min(Instant::compareTo);
        return since.isEmpty() ? "" : count(since.size(), "tracker") + " not read"
                + first.map(at -> (since.size() == 1 ? " since " : ", the first since ") + moment(at)).orElse("");
    }

    /// Of whom nothing is said.
    private String asides() {
        var paused = number(State.Paused.class);
        var silenced = number(State.Silenced.class);
        return (paused == 0 ? "" : paused + " paused") + (paused == 0 || silenced == 0 ? "" : ", ") + (silenced == 0 ? "" : silenced + " silenced");
    }

    private String line(Entry entry) {
        return entry.name() + ": " + switch (entry.state()) {
            case State.Read _ -> entry.progress().text() + happened(entry);
            case State.NotRead(var since) -> since.map(at -> "not read since " + moment(at)).orElse("not read yet")
                    + (entry.progress().moved() ? "; until then " + entry.progress().text() : "") + happened(entry);
            case State.Paused _ -> "paused" + (entry.progress().moved() ? "; until then " + entry.progress().text() : "") + happened(entry);
            case State.Silenced _ -> "silenced";
        };
    }

    private static String happened(Entry entry) {
        return entry.events().isEmpty() ? "" : "; " + kinds(entry.events());
    }

    private static String kinds(Map<String, Integer> events) {
        var often = events.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        int others = often.stream().skip(KINDS).mapToInt(Map.Entry::getValue).sum();
        return often.stream().limit(KINDS).map(kind -> kind.getValue() + " × " + kind.getKey()).collect(Collectors.joining(", "))
                + (others == 0 ? "" : ", " + count(others, "other event"));
    }

    Map<String, Integer> total() {
        var total = new TreeMap<String, Integer>();
        entries.forEach(entry -> entry.events().forEach((kind, times) -> total.merge(kind, times, Integer::sum)));
        return total;
    }

    int happened() {
        return entries.stream().mapToInt(Entry::happened).sum();
    }

    int reads() {
        return (int) number(State.Read.class);
    }

    long number(Class<? extends State> state) {
        return entries.stream().map(Entry::state).filter(state::isInstance).count();
    }

    private String moment(Instant at) {
        return ValueText.moment(at, to, zone);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
