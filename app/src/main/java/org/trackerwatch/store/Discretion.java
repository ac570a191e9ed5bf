package org.trackerwatch.store;

import java.util.function.Function;
import java.util.stream.Stream;
import org.trackerwatch.core.Mask;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Field;

/// What one target is told of another: the user may have named that after a tracker, which some are not to be told.
final class Discretion {

    private final Registry registry;
    private final History history;
    private final Function<Tracker, Naming> naming;

    /// @param naming what gives a tracker away
    Discretion(Registry registry, History history, Function<Tracker, Naming> naming) {
        this.registry = registry;
        this.history = history;
        this.naming = naming;
    }

    /// The message as that target may read it. Only the name in it is the user's; all else are our own words, which stay.
    Message over(Transaction tx, Message message, Target reader) {
        boolean tells = reader.hideName() && message.about().filter(name -> givesAway(tx, name)).isPresent();
        return tells ? message.calling("a target") : message;
    }

    private boolean givesAway(Transaction tx, String name) {
        return Mask.anywhere(registry.list(tx).stream().flatMap(tracker -> words(tx, tracker)).toList()).covers(name);
    }

    private Stream<String> words(Transaction tx, Tracker tracker) {
        var known = history.state(tx, tracker.id()).known();
        var site = naming.apply(tracker);
        return Stream.of(site.words(tracker).stream(), site.bonus().stream(), tracker.username().stream(),
                known.text(Field.USERNAME).stream(), known.text(Field.CLASS).stream()).flatMap(words -> words);
    }
}
