package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.Wire.Outcome.Answered;
import org.trackerwatch.trackers.Secret;

/// A receiver that a test plays, and what is sent to it.
abstract class WebhookTalk {



    static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    final SettableTime time = new SettableTime();
    final FakeWebhook receiver = new FakeWebhook(time);
    final Webhook webhook = receiver.notifier();
    final Wire wire = new Wire(PostOffice.HTTP, time);

    @AfterEach
    void close() {
        receiver.close();
        assertTrue(receiver.violations().isEmpty() || receiver.violations().stream().allMatch("a signature that does not fit"::equals),
                receiver.violations()::toString);
    }

    static Message message() {
        return new Message(Severity.URGENT, "Alpha: hit-and-runs 1 → 2", "Seed it.", List.of(), Instant.EPOCH, "C0DE", Optional.empty(),
                Optional.of(new Story(Story.of("x", "y", Map.of()).id(), "hit-and-run", Optional.of(new Story.Subject("Alpha", "Site")),
                        Map.of("current_hit_and_runs", 2), false)));
    }

    Parcel parcel() {
        return new Parcel(List.of(message()), Form.SHARED, "k3y-1", time.now(), false);
    }

    Target told(Map<String, String> options, Map<String, String> secrets) {
        var base = receiver.target(1, "T");
        var allOptions = new TreeMap<>(base.link().options());
        var allSecrets = new TreeMap<>(base.link().secrets());
        allOptions.putAll(options);
        secrets.forEach((key, text) -> allSecrets.put(key, new Secret(text)));
        return base.with(base.link().told(allOptions, allSecrets));
    }

    Target told(String... options) {
        var all = new TreeMap<String, String>();
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return told(all, Map.of());
    }

    int send(HttpCall call) {
        return assertInstanceOf(Answered.class, wire.send(call)).answer().status();
    }

    int send(Target target) {
        return send(webhook.render(parcel(), target));
    }
}
