package org.trackerwatch.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// `serve` as a process of its own: of the test's class path, or, with `-Dtrackerwatch.launcher=FILE`, of a linked folder.
final class Child implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PAGE = Pattern.compile("The page is at (http://\\S+)");

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Child serve(Path directory, Map<String, String> environment) throws IOException {
        var log = Files.createTempFile(Files.createDirectories(directory.resolve("logs")), "serve", ".log");
        var command = new ArrayList<>(program());
        command.addAll(List.of("serve", "--config", directory.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("TRACKERWATCH_PORT", "0", "TZ", "UTC"));
        builder.environment().putAll(environment);
        return new Child(builder.start(), log);
    }

    /// What SQLite unpacks for itself is left behind by who is killed, and can't be run everywhere. The class path is trusted,
    /// which makes a fifth of a start.
    private static List<String> program() throws IOException {
        var launcher = System.getProperty("trackerwatch.launcher", "");
        return launcher.isEmpty() ? List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote", "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.tmpdir=" + Files.createDirectories(Path.of("target", "sqlite-of-children")), "-cp", System.getProperty("java.class.path"), "org.trackerwatch.Main") : List.of(launcher);
    }

    boolean runs() {
        return process.isAlive();
    }

    /// With SIGKILL: nothing in it gets a chance to tidy up.
    void kill() {
        try {
            process.destroyForcibly();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param name as `kill` knows it, such as TERM
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor();
    }

    /// @return its exit status
    int ended(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The program still runs after " + within + ". " + said());
        }
        return process.exitValue();
    }

    /// Where its page is, once it is.
    String page() throws InterruptedException {
        return awaited(PAGE).group(1);
    }

    MatchResult awaited(Pattern words) throws InterruptedException {
        for (long waited = 0; waited < PATIENCE.toMillis(); waited += 5) {
            var found = words.matcher(said());
            if (found.find()) {
                return found.toMatchResult();
            }
            Thread.sleep(5);
        }
        throw new IllegalStateException("The program never said “" + words + "”. " + said());
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }

    @Override
    public void close() {
        kill();
    }
}
