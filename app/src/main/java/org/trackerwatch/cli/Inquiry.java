package org.trackerwatch.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Evaluator;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Explanation;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Shortfall;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.report.DeliveryReport;
import org.trackerwatch.report.EventReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.ReadingReport;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.History.OutcomeAt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Why a rule did or did not find anything at a poll, and who was told when it last did. What was no event left no trace,
/// so the polls until then are evaluated again, from the first one on.
///
/// @param poll the last one until the moment that was asked for
/// @param told of the last event of the rule until that poll
record Inquiry(Tracker tracker, Rule rule, OutcomeAt poll, Explanation explanation, Optional<Told> told) {

    /// @param targets what became of it for each
    record Told(Events.Stored event, List<Fate> targets) {

        Table table(ZoneId zone) {
            var table = new Table("TARGET", "WHAT BECAME OF IT");
            targets.forEach(fate -> table.row(fate.target().name(), fate.sentence(zone)));
            return table;
        }
    }

    /// @param judged    empty for a target that was added later
    /// @param delivery  that told of it, if it is still kept
    /// @param shortfall what the target waits for, where its own threshold was not reached
    record Fate(Target target, Optional<Events.Judged> judged, Optional<DeliveryReport> delivery, String shortfall) {

        String sentence(ZoneId zone) {
            return judged.map(known -> switch (known.verdict()) {
                case Verdict.Sent _ -> told();
                case Verdict.Held(var until) -> "held back by the cooldown until " + Shown.time(until, zone) + held(known);
                case Verdict.Doubted(var until) -> "kept until " + Shown.time(until, zone) + " to see whether other sites fail, too" + kept(known);
                case Verdict.Offline _ -> "kept because trackerwatch itself seemed to be offline" + kept(known);
                case Verdict.Flapping _ -> "kept because it went up and down (tracker-flapping)" + kept(known);
                case Verdict.Quiet(var until) -> "quiet hours until " + Shown.time(until, zone) + held(known);
                case Verdict.Silenced(var until) -> "silenced until " + Shown.time(until, zone) + held(known);
                case Verdict.Dropped(var until) -> "silenced until " + Shown.time(until, zone) + ", and dropped: it is not told later";
                case Verdict.BelowSeverity _ -> "wants to hear of graver events only";
                case Verdict.NotSubscribed _ -> "does not want to hear of this event";
                case Verdict.OutOfScope _ -> "is not told about this tracker";
                case Verdict.BelowThreshold _ -> shortfall;
                case Verdict.Paused _ -> "was paused";
                case Verdict.NeverAnnounced _ -> "had not been told that it began, so neither that it ended";
            }).orElse("was added later");
        }

        private String held(Events.Judged known) {
            return known.delivery().isPresent() ? ", then " + told()
                    : known.released().isPresent() ? "; it had ended by then, so nothing was said" : "";
        }

        private String kept(Events.Judged known) {
            return known.delivery().isPresent() ? ", then " + told()
                    : known.released().isPresent() ? "; it could be read again, so nothing was said" : "";
        }

        private String told() {
            boolean lost = delivery.filter(view -> view.delivery().state() == Delivery.State.DEAD).isPresent();
            return (lost ? "was to be told, but the message was given up" : "told")
                    + delivery.map(view -> " (delivery " + view.delivery().id() + ", " + view.state() + ")").orElse("");
        }

        ObjectNode document() {
            var node = Json.object().put("target", target.name());
            node.put("verdict", judged.map(known -> EventReport.word(known.verdict())).orElse("added-later"));
            node.set("held_until", Json.text(judged.flatMap(known -> known.verdict() instanceof Verdict.Waiting waiting
                    ? Optional.of(waiting.until()) : Optional.empty())));
            node.set("released_at", Json.text(judged.flatMap(Events.Judged::released)));
            node.set("delivery", delivery.<JsonNode>map(DeliveryReport::summary).orElseGet(node::nullNode));
            return node;
        }
    }

    /// Empty if the tracker had not been polled by then.
    ///
    /// @param only what this target was told
    static Optional<Inquiry> of(Books books, List<Rule> rules, Rule rule, Tracker tracker, Instant until, Optional<Target> only) {
        var targets = books.app().targets().list(books.tx());
        var loosest = rules.stream().map(each -> each.withThresholdsOf(targets)).toList();
        var wanted = loosest.stream().filter(each -> each.key().equals(rule.key())).findFirst().orElseThrow();
        var asked = only.map(List::of).orElse(targets);
        return books.app().history().outcomeAt(books.tx(), tracker.id(), until).map(poll -> new Inquiry(tracker, rule, poll,
                Explanation.of(tracker, books.app().terms(tracker), before(books, loosest, tracker, poll), poll.outcome(), wanted,
                        poll.at()), told(books, rule, tracker, poll, asked)));
    }

    private static TrackerState before(Books books, List<Rule> rules, Tracker tracker, OutcomeAt poll) {
        var terms = books.app().terms(tracker);
        var state = TrackerState.NEW;
        for (var earlier : books.app().history().outcomes(books.tx(), tracker.id(), Instant.EPOCH, poll.at())) {
            state = Evaluator.evaluate(tracker, terms, state, earlier.outcome(), rules, earlier.at()).state();
        }
        return state;
    }

    private static Optional<Told> told(Books books, Rule rule, Tracker tracker, OutcomeAt poll, List<Target> targets) {
        var app = books.app();
        return app.events().list(books.tx(), Optional.of(tracker.id()), Instant.EPOCH, poll.at().plusMillis(1)).stream()
                .filter(stored -> stored.event().rule().equals(rule.key()))
                .max(Comparator.comparing(stored -> stored.event().at())).map(stored -> {
                    var verdicts = app.events().verdicts(books.tx(), stored.id());
                    return new Told(stored, targets.stream().map(target -> fate(books, stored.event(), rule, target, verdicts.stream()
                            .filter(judged -> judged.target() == target.id()).findFirst())).toList());
                });
    }

    private static Fate fate(Books books, Event event, Rule rule, Target target, Optional<Events.Judged> judged) {
        var delivery = judged.flatMap(Events.Judged::delivery).flatMap(id -> books.app().deliveries().get(books.tx(), id))
                .map(found -> DeliveryReport.of(books.app(), books.tx(), found));
        return new Fate(target, judged, delivery, Shortfall.of(event, rule, target));
    }

    ObjectNode document() {
        var node = Json.object().put("tracker", tracker.name()).put("event", rule.key());
        node.set("poll", ReadingReport.into(Json.object().put("at", poll.at().toString()), poll.outcome()));
        node.put("fires", explanation.fires()).put("doubtful", explanation.doubtful()).put("explanation", explanation.sentence());
        node.set("last_event", told.<JsonNode>map(known ->
                EventReport.of(known.event().event()).put("id", known.event().id())).orElseGet(node::nullNode));
        var fates = node.putArray("targets");
        told.ifPresent(known -> known.targets().forEach(fate -> fates.add(fate.document())));
        return node;
    }
}
