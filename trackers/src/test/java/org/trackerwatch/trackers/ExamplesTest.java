package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each folder `examples/<platform or site>/<case>/` is a test: the pages in it, by the names of their requests, and in
/// `expected.yaml` all that must be read from them, or the reason why nothing is.
class ExamplesTest {

    static final Path EXAMPLES = Path.of("examples");

    /// What may come from any site: see [EverySiteTest].
    static final Path EVERY = EXAMPLES.resolve("every");

    private static final Reader READER = new Reader(new OkHttpClient(), Time.SYSTEM, RandomGenerator.getDefault());

    private static final Definitions BUNDLED = Definitions.bundled();

    @TestFactory
    Stream<DynamicTest> examples() throws IOException {
        return cases().stream().map(folder -> DynamicTest.dynamicTest(EXAMPLES.relativize(folder).toString(),
                () -> assertEquals(expected(folder), read(folder))));
    }

    static List<Path> cases() throws IOException {
        try (var folders = Files.walk(EXAMPLES, 2)) {
            return folders.filter(folder -> folder.getNameCount() == 3 && Files.isDirectory(folder))
                    .filter(folder -> !folder.startsWith(EVERY)).sorted().toList();
        }
    }

    static Map<String, SavedPage> pages(Path folder) throws IOException {
        var pages = new TreeMap<String, SavedPage>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".html") || name.endsWith(".json")) {
                    pages.put(name.substring(0, name.lastIndexOf('.')), SavedPage.of(file));
                }
            }
        }
        return pages;
    }

    static Definition definition(Path folder) {
        return BUNDLED.find(folder.getParent().getFileName().toString()).orElseThrow();
    }

    private static Map<String, String> read(Path folder) throws IOException {
        var found = new TreeMap<String, String>();
        switch (READER.read(definition(folder), pages(folder))) {
            case Outcome.Read(var stats) -> {
                stats.values().forEach((field, value) -> found.put(field.key(), text(value)));
                found.putAll(stats.extras());
            }
            case Outcome.Failed(var failure) -> {
                found.put("failure", failure.reason().key());
                failure.retryAfter().map(Duration::toSeconds).ifPresent(seconds -> found.put("retry_after", seconds.toString()));
            }
        }
        return found;
    }

    static Map<String, String> expected(Path folder) {
        try {
            var file = folder.resolve("expected.yaml");
            var fields = new TreeMap<String, String>();
            ((Yaml.Entries) Yaml.parse(file.toString(), Files.readString(file))).entries()
                    .forEach((key, value) -> fields.put(key, ((Yaml.Text) value).text()));
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In base units: bytes, seconds, UTC. What a size lost by rounding stands behind it.
    static String text(Value value) {
        return ExpectedFigures.text(value);
    }
}
