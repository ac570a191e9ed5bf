package org.trackerwatch.poll;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Connection;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Roads;
import org.trackerwatch.store.Setting;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Reader;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;

/// Asks the neutral address by each road on which a tracker has just been lost: is it the site, or is it us? No oftener
/// than each [Connection#GAP], never while all is well, and nothing of the answer is looked at but that it came.
public final class Lookout {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    private final Database database;
    private final Registry registry;
    private final Network network;
    private final Reader reader;
    private final Time time;
    private final Executor executor;
    private final Roads roads = new Roads();
    private final Set<String> asking = ConcurrentHashMap.newKeySet();

    /// @param executor asks; a thread a question in the daemon, the caller's own in a test
    public Lookout(Database database, Registry registry, Network network, Reader reader, Time time, Executor executor) {
        this.database = database;
        this.registry = registry;
        this.network = network;
        this.reader = reader;
        this.time = time;
        this.executor = executor;
    }

    private record Task(String road, URI address, Optional<Secret> proxy) {}

    /// Asks what is to be asked now.
    ///
    /// @return how many questions
    public int runDue() {
        var tasks = database.read(tx -> Setting.CONTROL_CHECK.in(tx).stream().flatMap(address -> roads.questions(tx, time.now()).stream()
                .filter(question -> registry.lost(tx, question.tracker()).isEmpty())
                .map(question -> new Task(question.road(), address, registry.proxy(tx, question.tracker()))))
                .toList());
        var free = tasks.stream().filter(task -> asking.add(task.road)).toList();
        free.forEach(task -> executor.execute(() -> ask(task)));
        return free.size();
    }

    private void ask(Task task) {
        try {
            var failed = reader.reach(task.address, task.proxy);
            LOG.info("{} by the road “{}”: {}", task.address.getHost(), task.road, failed.map(PollFailure::detail).orElse("it answers"));
            database.write(tx -> network.asked(tx, task.road, failed, time.now()));
        } catch (CancellationException _) {
            LOG.debug("Stopped while {} was asked.", task.address.getHost());
        } catch (StoreException e) {
            LOG.error("What the neutral address said could not be kept; it is asked again. {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} could not be asked. {}", task.address.getHost(), Stumble.of(e));
        } finally {
            asking.remove(task.road);
        }
    }
}
