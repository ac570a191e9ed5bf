package org.trackerwatch.deliver;

import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;

/// A notification service on loopback that refuses what the real one documents as refused. That of the notifier `Slack`
/// is called `FakeSlack` and made with a clock; so the tests that hold for every service find it by themselves.
public interface Vendor extends AutoCloseable {

    /// One that sends here.
    Notifier notifier();

    /// An address as a user would paste it, of a receiver that is there.
    String pasted();

    /// What in the address and beside it may never be seen.
    Set<String> planted();

    default Map<String, String> options() {
        return Map.of();
    }

    default Map<String, Secret> secrets() {
        return Map.of();
    }

    Host host();

    /// What its readers see, in order.
    List<Shown> shown();

    /// What the real one would punish, in words: limits that were broken, requests after a final refusal and their like.
    List<String> violations();

    /// @param text everything in it that can be read
    record Shown(Instant at, String text) {}

    /// A target that is reached here.
    default Target target(long id, String name) {
        var link = new Link(notifier().kind(), notifier().address(pasted()), options(), secrets(), true, Optional.empty());
        return new Target(id, name, link, Wishes.ALL, Target.Health.GOOD);
    }

    @Override
    default void close() {
        host().close();
    }

    /// One of each service there is.
    static List<Vendor> all(Time time) {
        return leaves(Notifier.class).map(notifier -> of(notifier, time)).toList();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Vendor::leaves) : Stream.of(type);
    }

    private static Vendor of(Class<?> notifier, Time time) {
        var name = "org.trackerwatch.deliver.Fake" + notifier.getSimpleName();
        try {
            return (Vendor) Class.forName(name).getDeclaredConstructor(Time.class).newInstance(time);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(name + " does not start", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every service needs a fake one: " + name + "(Time)", e);
        }
    }
}
