package org.trackerwatch.deliver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.deliver.Call.Reach;
import org.trackerwatch.trackers.Secret;

/// A request to somebody who watches from outside, and raises the alarm when no more of them come. Its address is a secret:
/// whoever has it can keep the watcher quiet.
public final class Ping {

    private static final Duration WITHIN = Duration.ofSeconds(8);

    private final Wire wire;

    public Ping(Wire wire) {
        this.wire = wire;
    }

    /// What a user pasted, as it is kept. Where a name leads is judged when it is called, since that may change.
    ///
    /// @throws IllegalArgumentException in words for the user
    public static Secret address(String pasted, boolean allowPrivate) {
        var url = PastedUrl.of(pasted).filter(found -> List.of("http", "https").contains(found.scheme()))
                .orElseThrow(() -> new IllegalArgumentException("That is no address to call. It looks like"
                        + " https://hc-ping.com/0123… or http://192.168.1.5:3001/api/push/….; copy it where the check was made."));
        Guard.objectionTo(url.uri().toString(), reach(allowPrivate)).ifPresent(objection -> {
            throw new IllegalArgumentException(inWordsOfAPing(objection));
        });
        return new Secret(url.uri().toString());
    }

    /// @return what went wrong, for people
    public Optional<String> call(Secret address, boolean allowPrivate) {
        var call = new HttpCall(HttpCall.Method.GET, address, Map.of(), "", 0, List.of(address),
                reach(allowPrivate), WITHIN);
        return switch (wire.send(call)) {
            case Wire.Outcome.Answered(var answer) -> answer.status() / 100 == 2 ? Optional.empty()
                    : Optional.of("It answers " + answer.status() + ".");
            case Wire.Outcome.Broken broken -> Optional.of(broken.reason());
            case Wire.Outcome.Astray(var reason) -> Optional.of(inWordsOfAPing(reason));
        };
    }

    private static Reach reach(boolean allowPrivate) {
        return allowPrivate ? Reach.PRIVATE_TOO : Reach.PUBLIC;
    }

    private static String inWordsOfAPing(String objection) {
        return objection.replace(Guard.LEAVE, "the setting ping-allow-private").replace("The target's address", "The address")
                .replace("this target may not lead into one", "ping-url may not lead into one");
    }
}
