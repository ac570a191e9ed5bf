package org.trackerwatch.trackers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// A directory with definitions of the user's own.
abstract class UsersFolder {



    static final String OWN = """
            schema: 1
            slug: %s
            name: My own
            platform: unit3d
            links: [ "http://192.168.1.5:8080/" ]
            policy: { user_stats: allowed, min_interval: 90m, max_per_day: 8 }
            rules: { min_ratio: 0.80 }
            """;

    @TempDir
    Path folder;

    Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
