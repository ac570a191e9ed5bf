package org.trackerwatch.web.access;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.trackerwatch.App;
import org.trackerwatch.IdentityHttp;
import tools.jackson.databind.JsonNode;

/// What the identity provider said of itself, for some minutes: anybody may send a browser there, and none of them makes
/// the server ask each time. That it did not answer is believed for some seconds, so that who mends it need not wait.
final class Acquaintance {

    private static final Duration KNOWN = Duration.ofMinutes(5);
    private static final Duration LOST = Duration.ofSeconds(5);

    private final App app;
    private final AtomicReference<Optional<Said>> last = new AtomicReference<>(Optional.empty());

    Acquaintance(App app) {
        this.app = app;
    }

    /// @param wrong why it could not be asked, or what is wrong with what it said
    private record Said(URI issuer, Instant at, Optional<JsonNode> about, Optional<Exception> wrong) {

        boolean holds(URI asked, Instant now) {
            var age = Duration.between(at, now);
            return issuer.equals(asked) && !age.isNegative() && age.compareTo(wrong.isPresent() ? LOST : KNOWN) < 0;
        }
    }

    /// @throws IllegalArgumentException saying what is wrong with what it says of itself
    Provider provider(Provider.Client client) throws IOException {
        var now = app.time().now();
        var said = last.get().filter(known -> known.holds(client.issuer(), now)).orElseGet(() -> asked(client, now));
        last.set(Optional.of(said));
        if (said.about.isPresent()) {
            return new Provider(new IdentityHttp(app), client, said.about.get());
        }
        var wrong = said.wrong.orElseThrow();
        if (wrong instanceof IOException) {
            throw new IOException(wrong.getMessage(), wrong);
        }
        throw new IllegalArgumentException(wrong.getMessage(), wrong);
    }

    private Said asked(Provider.Client client, Instant now) {
        try {
            return new Said(client.issuer(), now, Optional.of(Provider.found(new IdentityHttp(app), client).about()), Optional.empty());
        } catch (IOException | IllegalArgumentException e) {
            return new Said(client.issuer(), now, Optional.empty(), Optional.of(e));
        }
    }
}
