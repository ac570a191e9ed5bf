package org.trackerwatch.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Deliveries;
import org.trackerwatch.store.Targets;

/// Says in the log, each hour, that no target can be reached: there is nobody else left to tell.
final class Lament {

    private static final Logger LOG = LoggerFactory.getLogger(Lament.class);

    private static final Duration ONCE_IN = Duration.ofHours(1);

    private final Database database;
    private final Targets targets;
    private final Deliveries deliveries = new Deliveries();
    private Instant last = Instant.MIN;

    Lament(Database database, Targets targets) {
        this.database = database;
        this.targets = targets;
    }

    /// @return what it said; empty while it has nothing to say
    Optional<String> sound(Instant now) {
        var all = database.read(targets::list);
        if (!Transitions.areAllCutOff(all.stream().map(Target::health).toList(), now)) {
            last = Instant.MIN;
            return Optional.empty();
        }
        boolean recent = !last.equals(Instant.MIN) && !now.isBefore(last) && now.isBefore(last.plus(ONCE_IN));
        if (recent) {
            return Optional.empty();
        }
        last = now;
        var words = words(List.copyOf(database.read(deliveries::queues).values()), now);
        LOG.error(words);
        return Optional.of(words);
    }

    private static String words(List<Deliveries.Queue> queues, Instant now) {
        int waiting = queues.stream().mapToInt(Deliveries.Queue::waiting).sum();
        var oldest = queues.stream().flatMap(queue -> queue.oldest().stream()).min(Comparator.naturalOrder());
        return "No target can be reached, so nobody is told of anything. " + oldest.map(at -> waiting + " message(s) wait, the oldest for "
                + ValueText.length(Duration.between(at, now)) + ".").orElse("Nothing waits yet.") + " See the page under Targets, or `trackerwatch target list`.";
    }
}
