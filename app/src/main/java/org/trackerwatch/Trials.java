package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.poll.Accounts;
import org.trackerwatch.store.Registry;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Visit;

/// Tries what opens an account that is not kept yet. What a site said is good for some minutes: who tries a form and then
/// adds what is in it, or presses twice, asks once. What a site refused is not asked again either, which might ban the
/// address.
public final class Trials {

    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    /// @param at    when it was asked
    /// @param again whether that was for an earlier trial
    public record Trial(Visit visit, Instant at, boolean again) {}

    private record Wanted(String definition, Optional<String> url, Optional<String> username, Credential credential, Optional<Secret> proxy) {}

    private final App app;
    private final Map<Wanted, FutureTask<Trial>> trials = new ConcurrentHashMap<>();

    public Trials(App app) {
        this.app = app;
    }

    /// Asks the site, which may take a minute, unless it was asked the same just now.
    ///
    /// @throws IllegalArgumentException in words for the user
    public Trial of(Tracker tracker, Credential credential, Optional<Secret> proxy) throws InterruptedException {
        forget();
        var wanted = new Wanted(tracker.definition(), tracker.url(), tracker.username(), credential.given(), proxy);
        var fresh = new FutureTask<>(() -> ask(tracker, new Registry.Access(credential, proxy, Map.of())));
        var earlier = trials.putIfAbsent(wanted, fresh);
        if (earlier != null) {
            var trial = Futures.result(earlier);
            return new Trial(trial.visit(), trial.at(), true);
        }
        boolean lasts = false;
        try {
            fresh.run();
            var trial = Futures.result(fresh);
            lasts = isSaid(trial);
            return trial;
        } finally {
            if (!lasts) {
                trials.remove(wanted);
            }
        }
    }

    /// What the site said when it was asked the same just now.
    public Optional<Trial> earlier(Tracker tracker, Credential credential, Optional<Secret> proxy) throws InterruptedException {
        forget();
        var trial = trials.get(new Wanted(tracker.definition(), tracker.url(), tracker.username(), credential.given(), proxy));
        return trial == null ? Optional.empty() : Optional.of(Futures.result(trial)).filter(Trials::isSaid)
                .map(said -> new Trial(said.visit(), said.at(), true));
    }

    private Trial ask(Tracker tracker, Registry.Access access) throws InterruptedException {
        var visit = app.poller().visit(Accounts.of(tracker, app.definitions(), access)).orElseThrow(InterruptedException::new);
        return new Trial(visit, app.time().now(), false);
    }

    /// A failure of the moment is worth another look.
    private static boolean isSaid(Trial trial) {
        return switch (trial.visit().outcome()) {
            case Outcome.Read _ -> true;
            case Outcome.Failed(var failure) -> failure.reason().next() == PollFailure.Next.STOP;
        };
    }

    /// No longer than it is good for: it holds what opens an account.
    private void forget() {
        var now = app.time().now();
        trials.values().removeIf(task -> task.state() == FutureTask.State.SUCCESS && !now.isBefore(task.resultNow().at().plus(GOOD_FOR)));
    }
}
