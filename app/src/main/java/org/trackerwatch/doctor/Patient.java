package org.trackerwatch.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.trackerwatch.Config;
import org.trackerwatch.store.Glance;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Time;

/// What is looked at.
///
/// @param config      as far as the environment makes sense
/// @param mistakes    of the environment: sentences, by the variable's name
/// @param environment of the process
/// @param daemon      whether one runs on a directory; may fail
public record Patient(Config config, SequencedMap<String, String> mistakes, Map<String, String> environment, Time time,
                      Predicate<Path> daemon) {

    /// @param directory `--config`
    public static Patient of(Optional<Path> directory, Map<String, String> environment, Time time, Predicate<Path> daemon) {
        var mistakes = new TreeMap<String, String>();
        var usable = new HashMap<>(environment);
        environment.keySet().stream().filter(name -> name.startsWith("TRACKERWATCH_") || name.equals("TZ")).forEach(name -> {
            var alone = new HashMap<>(Map.of(name, environment.get(name)));
            alone.putIfAbsent("TRACKERWATCH_CONFIG", "/");
            mistake(directory, alone).ifPresent(sentence -> {
                mistakes.put(name, sentence);
                usable.remove(name);
            });
        });
        return new Patient(Config.of(directory, usable), mistakes, Map.copyOf(environment), time, daemon);
    }

    /// Of the daemon itself: what it was told made sense, or it would not run. That it runs need not be looked up, and must not:
    /// whoever closes his own lock file lets go of the lock.
    public static Patient within(Config config, Time time) {
        return new Patient(config, new TreeMap<>(), System.getenv(), time, _ -> true);
    }

    private static Optional<String> mistake(Optional<Path> directory, Map<String, String> environment) {
        try {
            Config.of(directory, environment);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    Instant now() {
        return time.now();
    }

    /// Whether what lies in the directory is not for this user to see. What looks missing then may well be there.
    boolean isShutOut() {
        var directory = config.directory();
        return !Files.exists(directory) ? !Files.notExists(directory)
                : Files.isDirectory(directory) && !(Files.isReadable(directory) && Files.isExecutable(directory));
    }

    boolean daemonRuns() {
        return daemon.test(config.directory());
    }

    /// Of the database, if it is there, whole enough to be asked, and of no newer version; else another check says so.
    ///
    /// @throws Behind if it is of an older version that doesn't know what is asked
    <T> Optional<T> asked(Function<Transaction, T> question) {
        if (!Files.isRegularFile(config.database())) {
            return Optional.empty();
        }
        try (var glance = Glance.at(config.database())) {
            return glance.isCurrent() ? Optional.of(glance.read(question)) : glance.isBehind() ? Optional.of(older(glance, question)) : Optional.empty();
        }
    }

    private static <T> T older(Glance glance, Function<Transaction, T> question) {
        try {
            return glance.read(question);
        } catch (StoreException e) {
            throw e.trouble() == StoreException.Trouble.OTHER ? new Behind(e) : e;
        }
    }

    /// The next command brings the database up to date; before, this question has no answer.
    static final class Behind extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Behind(StoreException cause) {
            super(cause);
        }
    }
}
