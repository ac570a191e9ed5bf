package org.trackerwatch.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which deliveries a command is about: those with these numbers, or all to a target, of a tracker, of a time.
final class DeliveryScope {

    private static final String WEEK = "7d";

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Only these, as “delivery list” shows them.")
    List<Long> ids = List.of();

    @Option(names = "--target", paramLabel = "NAME", description = "Only to this target.")
    Optional<String> target = Optional.empty();

    @Option(names = "--tracker", paramLabel = "NAME", description = "Only of this tracker.")
    Optional<String> tracker = Optional.empty();

    @Option(names = "--since", paramLabel = "TIME", description = "Only those made from then on; 7 days if not given.")
    Optional<String> since = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", description = "Only those made before then.")
    Optional<String> until = Optional.empty();

    /// Nothing was said.
    boolean isOpen() {
        return ids.isEmpty() && target.isEmpty() && tracker.isEmpty() && since.isEmpty() && until.isEmpty();
    }

    /// Numbers stand by themselves: what is asked for by its number is not to be old, too.
    void clear() {
        if (!ids.isEmpty() && (target.isPresent() || tracker.isPresent() || since.isPresent() || until.isPresent())) {
            throw Refusal.usage("Name the deliveries by their numbers, or say which by target, tracker and time; not both.");
        }
    }

    Instant from(Session session) {
        return session.moment().parse(since.orElse(WEEK));
    }

    /// Oldest first.
    ///
    /// @param states empty for all
    List<Delivery> of(Session session, Books books, List<State> states) {
        var moment = session.moment();
        var to = until.map(moment::parse).orElse(moment.now().plusMillis(1));
        var found = ids.isEmpty() ? books.app().deliveries().list(books.tx(), Optional.empty(), states, from(session), to)
                : ids.stream().distinct().map(books::delivery).filter(each -> states.isEmpty() || states.contains(each.state())).toList();
        return found.stream().filter(filter(books)).toList();
    }

    /// By target and tracker alone.
    Predicate<Delivery> filter(Books books) {
        var to = books.target(target).map(Target::id);
        var of = books.tracker(tracker).map(Tracker::id);
        return each -> (to.isEmpty() || to.get() == each.target()) && (of.isEmpty() || of.get() == each.tracker());
    }
}
