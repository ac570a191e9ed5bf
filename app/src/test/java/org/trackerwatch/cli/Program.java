package org.trackerwatch.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.OkHttpClient;
import org.trackerwatch.Doors;
import org.trackerwatch.cli.terminal.Person;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.trackers.Time;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole program, run in this process as a shell would run it, on a directory of its own.
final class Program {

    private final Map<String, String> environment = new TreeMap<>(Map.of("TZ", "UTC", "TRACKERWATCH_PORT", "0"));
    private final Map<String, String> names = new TreeMap<>(Map.of("localhost", "127.0.0.1"));
    private Optional<Person> person = Optional.empty();
    private Time time = Time.SYSTEM;

    Program(Path directory) {
        environment.put("TRACKERWATCH_CONFIG", directory.toString());
    }

    /// What one command came to.
    record Answer(int status, String out, String err) {

        JsonNode json() {
            return new JsonMapper().readTree(out);
        }

        String both() {
            return out + err;
        }
    }

    Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Program at(Time clock) {
        time = clock;
        return this;
    }

    /// A name that leads to this address. None but these and localhost lead anywhere: no test asks the machine's name server.
    Program resolving(String name, String address) {
        names.put(name, address);
        return this;
    }

    /// Somebody who types these answers, one a question; `yes` agrees.
    Program typing(String... answers) {
        person = Optional.of(new Typist(new ArrayList<>(List.of(answers))));
        return this;
    }

    Answer run(String... arguments) {
        return piped("", arguments);
    }

    Answer piped(String input, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), stream(out),
                stream(err), environment, person);
        int status = Commands.run(terminal, new Doors(time, new SecureRandom(),
                new OkHttpClient.Builder().dns(this::lookup).build()), arguments);
        return new Answer(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private List<InetAddress> lookup(String name) throws UnknownHostException {
        if (!names.containsKey(name)) {
            throw new UnknownHostException(name);
        }
        return List.of(InetAddress.ofLiteral(names.get(name)));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private record Typist(List<String> answers) implements Person {

        @Override
        public Optional<String> secret(String question) {
            return Optional.of(answers.removeFirst()).filter(typed -> !typed.isEmpty());
        }

        @Override
        public Optional<String> line(String question) {
            return secret(question);
        }

        @Override
        public boolean agrees(String question) {
            return answers.removeFirst().equals("yes");
        }

        @Override
        public void progress(String line) {}
    }
}
