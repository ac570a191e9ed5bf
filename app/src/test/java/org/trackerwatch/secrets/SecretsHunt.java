package org.trackerwatch.secrets;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.trackerwatch.deliver.SelfMade;

/// The long form of [SecretsTest]: the real program as children, with its log at debug, its temporary files, its daemon
/// with page and API, a second factor at the page, a kill that leaves the database's log behind, and a crash of Java itself.
/// Prints what was found; in the report of that crash, which the launcher switches off, for itself.
public final class SecretsHunt {

    private static final int PORT = 7463;

    private static final List<String> PATHS = List.of("", "settings", "targets", "api/v1/summary", "api/v1/dashboard", "api/v1/trackers", "api/v1/trackers/1",
            "api/v1/targets", "api/v1/targets/1", "api/v1/targets/2", "api/v1/deliveries", "api/v1/events", "api/v1/incidents", "api/v1/settings",
            "api/v1/keys", "api/v1/backups", "api/v1/doctor", "api/v1/account", "api/v1/sessions", "api/v1/silences", "api/v1/catalog", "api/v1/trackers/1/snapshots?format=csv", "metrics", "ping", "health/ready");

    private final Path searched;
    private final Plants plants;
    private final EchoingServer server;
    private final EchoingServer foreign;
    private final Path crashes;
    private int runs;

    private SecretsHunt(Path root, EchoingServer server, EchoingServer foreign) throws IOException {
        this.foreign = foreign;
        this.crashes = Files.createDirectories(root.resolve("crashes"));
        this.searched = Files.createDirectories(root.resolve("searched/tmp")).getParent();
        this.plants = new Plants(Files.createDirectories(root.resolve("planted")));
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        var root = Files.createTempDirectory("hunt");
        try (var server = new EchoingServer(); var foreign = new EchoingServer(SelfMade.of("dns:elsewhere.example", root).shown())) {
            var hunt = new SecretsHunt(root, server, foreign);
            hunt.all();
            var haystack = new Haystack(hunt.searched, hunt.plants.needles());
            var found = haystack.found();
            System.out.println(hunt.runs + " runs of the program, " + server.asked() + " requests answered; searched: " + haystack.extent());
            found.forEach(System.out::println);
            var reports = new Haystack(hunt.crashes, hunt.plants.needles());
            System.out.println("In crash reports: " + reports.found() + "; searched: " + reports.extent());
            System.out.println(found.isEmpty() ? "None found." : found.size() + " found in " + hunt.searched);
            System.exit(found.isEmpty() ? 0 : 1);
        }
    }

    private void all() throws Exception {
        var scenario = new Scenario(arguments -> end(start(arguments)), plants, server.url(), foreign.url().replace("http:", "https:"));
        scenario.tell();
        var password = plants.secret("password of the page");
        Files.writeString(searched.getParent().resolve("password"), password);
        end(start("web", "reset-password"));
        scenario.mistype();
        scenario.poll(2);
        var key = webKey();
        serve(key, password);
        scenario.ask(true);
        scenario.restore(searched.resolve("config/backups"));
    }

    /// Shown once by its command, whose answer is not searched; everything after it is.
    private String webKey() throws Exception {
        var process = start("web", "key", "add", "hunt", "--full");
        end(process);
        var answer = searched.resolve("run-" + runs + ".txt");
        var text = Files.readString(answer);
        Files.delete(answer);
        var key = text.lines().flatMap(line -> List.of(line.split("\\s+")).stream()).filter(word -> word.length() > 30 && word.matches("[\\w.-]+")).findFirst().orElseThrow();
        plants.take("key of the API", key);
        return key;
    }

    /// First of all a daemon that is busy, so that its memory is full of what it shouldn't tell.
    private void serve(String key, String password) throws Exception {
        var daemon = start("serve");
        try (var client = HttpClient.newHttpClient()) {
            waitFor(client);
            for (var path : PATHS) {
                ask(client, path, key);
            }
            new Second(client, PORT, plants, searched).factor(password);
            keep("cmdline", Path.of("/proc/" + daemon.pid() + "/cmdline"));
            keep("environ", Path.of("/proc/" + daemon.pid() + "/environ"));
            Thread.sleep(Duration.ofSeconds(15));
        } finally {
            new ProcessBuilder("kill", "-SEGV", String.valueOf(daemon.pid())).inheritIO().start().waitFor();
            daemon.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static void waitFor(HttpClient client) throws InterruptedException {
        for (int left = 60; left > 0; left--) {
            try {
                client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/ping")).build(), HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException _) {
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
        throw new IllegalStateException("the page does not come up");
    }

    private void ask(HttpClient client, String path, String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/" + path)).header("X-Api-Key", key).timeout(Duration.ofSeconds(10)).build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        Files.writeString(searched.resolve("answer-" + path.replaceAll("\\W", "_") + ".txt"), answer.statusCode() + "\n" + answer.headers() + "\n" + answer.body());
        var wrong = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/api/v1/" + path.length())).header("X-Api-Key", key).build();
        Files.writeString(searched.resolve("wrong-" + path.replaceAll("\\W", "_") + ".txt"), client.send(wrong, HttpResponse.BodyHandlers.ofString()).body());
    }

    private void keep(String name, Path from) throws IOException {
        Files.write(searched.resolve(name), Files.readAllBytes(from));
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + crashes.resolve("hs_err_%p.log"), "-Djava.io.tmpdir=" + searched.resolve("tmp"), "-cp", System.getProperty("java.class.path"),
                "org.trackerwatch.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(searched.toFile()).redirectErrorStream(true)
                .redirectOutput(searched.resolve("run-" + ++runs + ".txt").toFile()).redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(Map.of("TRACKERWATCH_CONFIG", searched.resolve("config").toString(), "TRACKERWATCH_LOG_LEVEL", "debug",
                "TRACKERWATCH_PORT", String.valueOf(PORT), "TZ", "UTC", "TRACKERWATCH_DISCORD_URL", server.url(),
                "TRACKERWATCH_PASSWORD_FILE", searched.getParent().resolve("password").toString()));
        return builder.start();
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.toHandle().destroyForcibly();
        }
    }
}
