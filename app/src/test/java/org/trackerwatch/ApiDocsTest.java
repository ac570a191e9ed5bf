package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;

/// What the API's page tells people to ask is answered, as the description has it.
final class ApiDocsTest {

    private static final Pattern CURL = Pattern.compile("(?m)^curl (?<options>.*?)\"?http://127\\.0\\.0\\.1:7373(?<path>/api/v1/[^\"\\s]*)\"?$");
    private static final Pattern SENT = Pattern.compile("--data '([^']*)'");
    private static final Pattern METHOD = Pattern.compile("--request (\\w+)");

    @TempDir
    Path directory;

    @Test
    void every_example_is_answered() throws IOException {
        var examples = CURL.matcher(Files.readString(Path.of("../docs/api.md"))).results().toList();
        assertTrue(examples.size() > 5, "the examples were not found");
        try (var api = Api.in(directory)) {
            api.with(tx -> api.app().registry().add(tx, new Tracker(0, "Otters", "aither", Optional.empty(), Optional.empty(), Duration.ofHours(1),
                    Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, api.time().now()), new Credential.ApiKey(new Secret("kEy")),
                    Optional.empty(), api.time().now()));
            examples.forEach(example -> asked(api, example));
        }
    }

    private static void asked(Api api, MatchResult example) {
        var options = example.group("options");
        if (example.group("path").equals("/api/v1/live")) {
            try (var listener = api.listen()) {
                listener.place();
            }
            return;
        }
        var sent = SENT.matcher(options).results().map(found -> found.group(1)).findFirst();
        var method = METHOD.matcher(options).results().map(found -> found.group(1)).findFirst().orElse(sent.isPresent() ? "POST" : "GET");
        var answer = api.send(method, example.group("path"), sent);
        assertTrue(answer.status() < 300, example.group() + " → " + answer.text());
    }
}
