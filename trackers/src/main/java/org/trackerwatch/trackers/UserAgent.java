package org.trackerwatch.trackers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Who we say that we are: staff who wonder about requests must be able to find out. It says nothing of whose trackers
/// they are for.
public final class UserAgent {

    public static final String OURS = "trackerwatch/" + version() + " (+https://github.com/trackerwatch/trackerwatch)";

    private UserAgent() {}

    private static String version() {
        try (var resource = UserAgent.class.getResourceAsStream("version")) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
