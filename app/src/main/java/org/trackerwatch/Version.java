package org.trackerwatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Which release this is. The number is the POM's, written into a resource by the build.
public final class Version {

    private Version() {}

    public static String number() {
        try (var resource = Version.class.getResourceAsStream("/version")) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
