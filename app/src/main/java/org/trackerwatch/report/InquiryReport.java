package org.trackerwatch.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.core.Evaluator;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Explanation;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Shortfall;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.History.OutcomeAt;
import org.trackerwatch.store.Transaction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Why a rule did or did not find anything at a poll, and who was told when it last did. What was no event left no trace,
/// so the polls until then are evaluated again, from the first one on.
///
/// @param poll the last one until the moment that was asked for
/// @param told of the last event of the rule until that poll
public record InquiryReport(Tracker tracker, Rule rule, OutcomeAt poll, Explanation explanation, Optional<Told> told) {

    /// @param targets what became of it for each
    public record Told(Events.Stored event, List<Fate> targets) {}

    /// @param judged    empty for a target that was added later
    /// @param delivery  that told of it, if it is still kept
    /// @param shortfall what the target waits for, where its own threshold was not reached
    public record Fate(Target target, Optional<Events.Judged> judged, Optional<DeliveryReport> delivery, String shortfall) {

        ObjectNode document() {
            var node = Json.object().put("target", target.name()).put("target_id", target.id());
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
    public static Optional<InquiryReport> of(App app, Transaction tx, List<Rule> rules, Rule rule, Tracker tracker, Instant until, Optional<Target> only) {
        var targets = app.targets().list(tx);
        var loosest = rules.stream().map(each -> each.withThresholdsOf(targets)).toList();
        var wanted = loosest.stream().filter(each -> each.key().equals(rule.key())).findFirst().orElseThrow();
        var asked = only.map(List::of).orElse(targets);
        return app.history().outcomeAt(tx, tracker.id(), until).map(poll -> new InquiryReport(tracker, rule, poll,
                Explanation.of(tracker, app.terms(tracker), before(app, tx, loosest, tracker, poll), poll.outcome(), wanted,
                        poll.at()), told(app, tx, rule, tracker, poll, asked)));
    }

    private static TrackerState before(App app, Transaction tx, List<Rule> rules, Tracker tracker, OutcomeAt poll) {
        var terms = app.terms(tracker);
        var state = TrackerState.NEW;
        for (var earlier : app.history().outcomes(tx, tracker.id(), Instant.EPOCH, poll.at())) {
            state = Evaluator.evaluate(tracker, terms, state, earlier.outcome(), rules, earlier.at()).state();
        }
        return state;
    }

    private static Optional<Told> told(App app, Transaction tx, Rule rule, Tracker tracker, OutcomeAt poll, List<Target> targets) {
        return app.events().list(tx, Optional.of(tracker.id()), Instant.EPOCH, poll.at().plusMillis(1)).stream()
                .filter(stored -> stored.event().rule().equals(rule.key()))
                .max(Comparator.comparing(stored -> stored.event().at())).map(stored -> {
                    var verdicts = app.events().verdicts(tx, stored.id());
                    return new Told(stored, targets.stream().map(target -> fate(app, tx, stored.event(), rule, target, verdicts.stream()
                            .filter(judged -> judged.target() == target.id()).findFirst())).toList());
                });
    }

    private static Fate fate(App app, Transaction tx, Event event, Rule rule, Target target, Optional<Events.Judged> judged) {
        var delivery = judged.flatMap(Events.Judged::delivery).flatMap(id -> app.deliveries().get(tx, id))
                .map(found -> DeliveryReport.of(app, tx, found));
        return new Fate(target, judged, delivery, Shortfall.of(event, rule, target));
    }

    public ObjectNode document() {
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
