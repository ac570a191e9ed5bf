package org.trackerwatch.store;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.Routing;
import org.trackerwatch.core.Routing.Situation;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Silence;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Verdict;

/// What decides whether a target is told now, as the database knows it.
final class Situations {

    private final Events events;
    private final ZoneId zone;
    private final Silences silences = new Silences();

    Situations(Events events, ZoneId zone) {
        this.events = events;
        this.zone = zone;
    }

    /// Of something new.
    Situation of(Transaction tx, Event event, Rule rule, Target target, Instant now) {
        var lane = new Events.Lane(target.id(), event.tracker(), event.rule());
        var before = beginning(tx, event, target).or(() -> events.spared(tx, lane));
        return new Situation(told(tx, event, rule, target), before, silence(tx, lane, now), zone, now);
    }

    /// Of what waited until now, its last event. The cooldown that held it is over, whatever the clock says now; what quiet
    /// hours or a silence held may still meet one.
    Situation of(Transaction tx, Events.Lane lane, Event event, Rule rule, Target target, Instant now) {
        boolean cooldown = events.spared(tx, lane).isPresent() || event.detail() instanceof Detail.Recovered;
        return new Situation(told(tx, event, rule, target).filter(_ -> cooldown), beginning(tx, event, target),
                silence(tx, lane, now), zone, now);
    }

    /// Of an outage of our own, which concerns no tracker.
    ///
    /// @param told when the target was last told of one
    Situation ofOurOwn(Transaction tx, Rule rule, Target target, Optional<Instant> told, Instant now) {
        return new Situation(told, Optional.empty(), silence(tx, new Events.Lane(target.id(), 0, rule.key()), now), zone, now);
    }

    /// Whether nothing may be said of it now.
    boolean isKept(Transaction tx, Events.Lane lane, Rule rule, Target target, Instant now) {
        return Routing.kept(rule, target, silence(tx, lane, now), zone, now).isPresent();
    }

    private Optional<Instant> told(Transaction tx, Event event, Rule rule, Target target) {
        return events.lastAlert(tx, new Events.Lane(target.id(), event.tracker(), rule.answersTo()));
    }

    private Optional<Silence> silence(Transaction tx, Events.Lane lane, Instant now) {
        return Silence.over(silences.lasting(tx, now), lane.target(), lane.tracker(), lane.rule(), now);
    }

    /// Under which the beginning of what is over still waits.
    private Optional<Verdict.Waiting> beginning(Transaction tx, Event event, Target target) {
        return event.detail() instanceof Detail.Recovered end ? events.find(tx, end.opening())
                .flatMap(opening -> events.verdict(tx, opening.id(), target.id())).filter(judged -> judged.released().isEmpty())
                .flatMap(judged -> judged.verdict() instanceof Verdict.Waiting waiting && !(waiting instanceof Verdict.Held)
                        ? Optional.of(waiting) : Optional.empty()) : Optional.empty();
    }
}
