package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trackerwatch.trackers.Secret;

/// The code that the documentation gives to receivers is run, where there is something to run it.
final class SnippetsTest {

    private static final Secret KEY = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Secret OTHER = new Secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    private static final byte[] BODY = "{\"summary\": \"Größe 🙂\\n\"}\n\n".getBytes(StandardCharsets.UTF_8);

    /// Each calls the snippet with: secret, id, timestamp, signatures, file.
    enum Language {
        PYTHON("python", "verify.py", "python3", """
                import sys
                secret, id, timestamp, signature, file = sys.argv[1:]
                headers = {"webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature}
                sys.exit(0 if verify(secret, headers, open(file, "rb").read()) else 3)
                """),
        NODE("javascript", "verify.js", "node", """
                const [secret, id, timestamp, signature, file] = process.argv.slice(2);
                const headers = {"webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature};
                process.exit(verify(secret, headers, require("node:fs").readFileSync(file)) ? 0 : 3);
                """),
        BASH("bash", "verify.sh", "bash", "verify \"$@\" || exit 3\n"),
        JAVA("java", "Verify.java", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "");

        private final String fence;
        private final String file;
        private final String program;
        private final String caller;

        Language(String fence, String file, String program, String caller) {
            this.fence = fence;
            this.file = file;
            this.program = program;
            this.caller = caller;
        }
    }

    private static final String JAVA_CALLER = """
            import java.nio.file.*;
            import java.util.Map;

            class Call {
                public static void main(String[] a) throws Exception {
                    var headers = Map.of("webhook-id", a[1], "webhook-timestamp", a[2], "webhook-signature", a[3]);
                    System.exit(Verify.verify(a[0], headers, Files.readAllBytes(Path.of(a[4]))) ? 0 : 3);
                }
            }
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void the_documented_code_takes_what_is_genuine_and_nothing_else(Language language) throws Exception {
        assumeTrue(exists(language), language.program + " is not here");
        var script = write(language);
        var now = Instant.now();
        assertEquals(0, run(language, script, KEY, now, List.of(KEY), BODY));
        assertEquals(0, run(language, script, OTHER, now, List.of(KEY, OTHER), BODY), "while keys change");
        assertEquals(3, run(language, script, OTHER, now, List.of(KEY), BODY), "another key");
        assertEquals(3, run(language, script, KEY, now.minusSeconds(400), List.of(KEY), BODY), "stale");
        assertEquals(3, run(language, script, KEY, now.plusSeconds(400), List.of(KEY), BODY), "from the future");
        var tampered = BODY.clone();
        tampered[5] ^= 1;
        assertEquals(3, run(language, script, KEY, now, List.of(KEY), tampered), "a byte was changed");
    }

    private Path write(Language language) throws IOException {
        var page = Files.readString(Path.of("../docs/webhooks.md"));
        var snippet = Pattern.compile("```" + language.fence + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertTrue(snippet.find(), () -> "no code in " + language.fence);
        Files.writeString(directory.resolve(language.file), snippet.group(1) + language.caller);
        Files.writeString(directory.resolve("Call.java"), JAVA_CALLER);
        return directory.resolve(language == Language.JAVA ? "Call.java" : language.file);
    }

    /// @param sent the body as it arrives; signed is always the same
    private int run(Language language, Path script, Secret known, Instant at, List<Secret> keys, byte[] sent) throws Exception {
        var body = Files.write(directory.resolve("body"), sent);
        var command = new ArrayList<>(List.of(language.program, script.toString(), known.reveal(), "msg_1",
                Long.toString(at.getEpochSecond()), Signing.STANDARD.value(keys, "msg_1", at, BODY), body.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(directory.resolve("said").toFile()).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
        assertTrue(process.exitValue() == 0 || process.exitValue() == 3, () -> read(directory.resolve("said")));
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean exists(Language language) {
        var needed = language == Language.BASH ? Stream.of("bash", "openssl", "od", "base64") : Stream.of(language.program);
        var path = System.getenv().getOrDefault("PATH", "").split(":");
        return needed.allMatch(program -> program.startsWith("/") || Stream.of(path).anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
    }
}
