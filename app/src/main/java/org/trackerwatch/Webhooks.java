package org.trackerwatch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.Keys;
import org.trackerwatch.deliver.Verifier;
import org.trackerwatch.trackers.Secret;

/// Keys to sign with, and whether what came is signed by one.
public final class Webhooks {

    /// A target with the keys that were made for it.
    ///
    /// @param shown the keys as they are, to be shown once
    public record Equipped(Target target, List<String> shown) {}

    /// @param check the one that failed; empty where it is genuine
    public record Verdict(Optional<String> check, String sentence) {}

    private final App app;

    public Webhooks(App app) {
        this.app = app;
    }

    /// With a key where its kind needs one and the user gave none.
    public Equipped equipped(Target target) {
        var notifier = app.notifiers().stream().filter(known -> known.kind().equals(target.kind())).findFirst().orElseThrow();
        var issued = notifier.issued(target.link(), app.random());
        var secrets = new TreeMap<>(target.link().secrets());
        secrets.putAll(issued);
        return new Equipped(target.with(target.link().told(target.link().options(), secrets)),
                issued.values().stream().map(Secret::reveal).toList());
    }

    /// With a new key; the former one signs beside it for a day.
    ///
    /// @param given  the new key; made if it is empty
    /// @param atOnce the former one is out of use now
    /// @throws IllegalArgumentException with a sentence, if such a target is not signed for, or the given key is none
    public Equipped rotated(Target target, Optional<Secret> given, boolean atOnce) {
        if (!target.kind().equals(Providers.ANY)) {
            throw new IllegalArgumentException("“" + target.name() + "” is no webhook, and is sent nothing signed.");
        }
        given.map(Secret::reveal).flatMap(Keys::fault).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        var fresh = given.orElseGet(() -> Keys.fresh(app.random()));
        var link = Keys.rotated(target.link(), fresh, atOnce ? Optional.empty() : Optional.of(app.time().now().plus(Keys.OVERLAP)));
        return new Equipped(target.with(link), given.isPresent() ? List.of() : List.of(fresh.reveal()));
    }

    /// Until when the former key signs beside the new one; empty if it doesn't.
    public Optional<String> formerUntil(Target target) {
        return Keys.formerUntil(target.link());
    }

    /// @param header that the signature stands in, if it is none of the usual ones
    public static Verdict verify(List<Secret> keys, Optional<String> header, Map<String, String> headers, byte[] body, Instant now) {
        return switch (new Verifier(keys, header).verify(headers, body, now)) {
            case Verifier.Verdict.Genuine(var style) -> new Verdict(Optional.empty(), "Genuine: signed with this secret, in the form “"
                    + style + "”" + (style.equals("sha256") ? ", which names no time: a copy of any age passes, too."
                    : ", less than " + Verifier.TOLERANCE.toMinutes() + " min before it came."));
            case Verifier.Verdict.Refused(var check, var reason) -> new Verdict(Optional.of(check), reason);
        };
    }
}
