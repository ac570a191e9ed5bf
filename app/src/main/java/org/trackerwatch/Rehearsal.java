package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.core.Wording;
import org.trackerwatch.deliver.Trial;
import org.trackerwatch.store.Attempts;
import org.trackerwatch.store.Outbox;
import org.trackerwatch.trackers.Secret;

/// Tries a target with a message on the way that every alert takes: worded by the rule, queued, sent, logged.
public final class Rehearsal {

    private static final String NOTE = "a test; nothing has happened";

    private final App app;

    public Rehearsal(App app) {
        this.app = app;
    }

    /// @param rule the event to play, by one of its own examples; empty for a plain message
    /// @return the delivery after it was tried
    /// @throws IllegalArgumentException with a sentence, if the target is removed meanwhile
    public Delivery play(Target target, Optional<Rule> rule) throws InterruptedException {
        var now = app.time().now();
        var message = message(target, rule);
        long id = app.database().writeAndGet(tx -> app.outbox().test(tx, target, message, now));
        return new SendNow(app).await(List.of(id)).stream().findFirst().orElseThrow(() -> new IllegalArgumentException(
                "“" + target.name() + "” was removed meanwhile, and the test with it."));
    }

    /// What a message to a target that is not stored came to.
    ///
    /// @param outcome  one word, as in a delivery's log
    /// @param sentence the same for people
    /// @param answer   what the service said, free of secrets
    public record Tried(String outcome, boolean arrived, String sentence, Instant at, Duration latency, Attempts.Answer answer) {}

    /// Tries a target that is not stored as it is: the message goes over the same wire, but there is no delivery that could be
    /// tried again or listed.
    public Tried once(Target target, Optional<Rule> rule) {
        var came = app.dispatcher().attempt(target, message(target, rule));
        var reason = Attempts.reason(came.result()).orElse("");
        return switch (came.result()) {
            case Result.Delivered _ -> tried(came, true, "Delivered in " + came.latency().toMillis() + " ms.");
            case Result.Accepted _ -> tried(came, true, "Accepted in " + came.latency().toMillis() + " ms; whether it arrived the service does not say.");
            case Result.Throttled(var wait, _) -> tried(came, false, "The service asks to go slower: try again in " + ValueText.length(wait.plusSeconds(1)) + ".");
            case Result.Transient _ -> tried(came, false, "Not delivered; it may work the next time. " + reason);
            case Result.Uncertain _, Result.Unreadable _ -> tried(came, false, "It may have arrived: look there. " + reason);
            case Result.TurnedAway _, Result.PayloadRefused _, Result.TargetRefused _ -> tried(came, false, "Refused. " + reason);
        };
    }

    private static Tried tried(Trial.Outcome came, boolean arrived, String sentence) {
        return new Tried(Attempts.outcome(came.result()), arrived, sentence, came.started(), came.latency(), came.kept());
    }

    /// What is said.
    Message message(Target target, Optional<Rule> rule) {
        return rule.map(known -> message(target, known)).orElseGet(() -> Outbox.test(target, app.time().now()));
    }

    private Message message(Target target, Rule rule) {
        var now = app.time().now();
        var event = examples(rule).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The rule " + rule.key() + " has no example that fires."));
        var message = words(target, rule, event);
        return new Message(message.severity(), message.title(), message.text(), message.figures(), now, message.code(),
                Optional.of(NOTE), Optional.of(message.told().rehearsed("rehearsal at " + now)));
    }

    /// What programs read of each of a rule's examples that fires.
    public List<Story> stories(Rule rule) {
        var anyone = new Target(0, "example", new Link("", new Secret("")), Wishes.ALL, Target.Health.GOOD);
        return examples(rule).map(event -> words(anyone, rule, event).told()).toList();
    }

    private Stream<Event> examples(Rule rule) {
        return rule.examples().stream().flatMap(example -> example.event(rule, app.rulebook().rules()).stream());
    }

    private Message words(Target target, Rule rule, Event event) {
        var tracker = new Tracker(0, "Example tracker", "example", Optional.empty(), Optional.empty(), Duration.ofHours(1),
                Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, app.time().now());
        var wording = new Wording(tracker, new Naming("Example", List.of(), List.of(), Optional.empty()), target, true,
                app.config().zone());
        return wording.message(event, rule, event.at());
    }
}
