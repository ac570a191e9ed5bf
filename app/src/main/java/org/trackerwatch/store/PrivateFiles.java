package org.trackerwatch.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A folder of texts for its owner alone.
public final class PrivateFiles {

    private PrivateFiles() {}

    /// @param folder made if it is missing; then or before, it is its owner's alone from here on
    /// @param files  by name
    public static void write(Path folder, Map<String, String> files) throws IOException {
        Private.directory(folder);
        Private.close(folder);
        for (var file : files.entrySet()) {
            Private.file(folder.resolve(file.getKey()));
            Files.write(folder.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }
}
