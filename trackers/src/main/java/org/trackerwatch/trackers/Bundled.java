package org.trackerwatch.trackers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Text files that come with the program: in a jar, or in a folder while it is developed. Paths begin without a `/`.
public final class Bundled {

    private static final String SUFFIX = ".yaml";

    private Bundled() {}

    public static Optional<String> text(String path) {
        try (var stream = Bundled.class.getResourceAsStream("/" + path)) {
            return stream == null ? Optional.empty() : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of a folder's YAML files, without their ending.
    ///
    /// @param anchor any file that comes with the same module: folders cannot be asked for, files can
    public static List<String> names(String folder, String anchor) {
        try {
            var url = Bundled.class.getResource("/" + anchor);
            if (url == null) {
                return List.of();
            }
            return url.openConnection() instanceof JarURLConnection jar ? inJar(jar, folder + "/")
                    : inFolder(Path.of(URI.create(url.toString().replaceFirst(Pattern.quote(anchor) + "$", folder))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file's name without `.yaml`; empty for another kind of file.
    public static String nameOf(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
    }

    private static List<String> inFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(Bundled::nameOf).filter(name -> !name.isEmpty()).toList();
        }
    }

    private static List<String> inJar(JarURLConnection jar, String folder) throws IOException {
        jar.setUseCaches(false);
        try (var file = jar.getJarFile()) {
            return file.stream().map(entry -> entry.getName()).filter(name -> name.startsWith(folder))
                    .map(name -> nameOf(Path.of(name))).filter(name -> !name.isEmpty()).toList();
        }
    }
}
