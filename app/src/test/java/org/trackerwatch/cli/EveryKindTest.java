package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.Loopback;
import org.trackerwatch.deliver.Vendor;

/// What holds for a target of every kind, from the command line to the service and back. The kinds are found by themselves.
class EveryKindTest {

    private static final SettableTime TIME = new SettableTime();
    private static final List<Vendor> VENDORS = Vendor.all(TIME);

    /// Of the account below: the user's name for it, its user, its class, and a part of its address.
    private static final List<String> GIVES_AWAY = List.of("otterholt", "riverlad", "brook trout", "127.0.0.1:%d");

    @TempDir
    Path directory;

    static Stream<Named<Vendor>> vendors() {
        return VENDORS.stream().map(vendor -> Named.of(vendor.notifier().kind(), vendor));
    }

    @AfterAll
    static void close() {
        VENDORS.forEach(Vendor::close);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void it_is_added_tested_and_shown_and_no_secret_is_printed_or_kept_in_the_clear(Vendor vendor) throws IOException {
        var program = program(vendor);
        int before = vendor.shown().size();
        var said = new StringBuilder(added(program, vendor, "phone"));
        var tested = program.run("target", "test", "phone", "--event", "hit-and-run", "--json");
        said.append(tested.both());
        assertEquals(0, tested.status(), tested.both());
        assertTrue(vendor.shown().size() > before, "nothing arrived");
        assertTrue(vendor.shown().getLast().text().contains("Example"), () -> vendor.shown().getLast().text());
        for (var arguments : List.of("target show phone --json", "target list --json", "delivery list --json", "delivery show 1", "delivery show 1 --json",
                "target preview phone --event hit-and-run", "target preview phone --event ratio-drop --json")) {
            var answer = program.run(arguments.split(" "));
            assertEquals(0, answer.status(), arguments + ": " + answer.both());
            said.append(answer.both());
        }
        vendor.planted().forEach(secret -> assertFalse(said.toString().contains(secret), () -> secret + " in " + said));
        vendor.planted().forEach(this::assertNowhereOnDisk);
    }

    /// Who gives it as an argument has shown it to the shell; what the program answers goes into more places.
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void an_address_or_a_token_in_the_place_of_something_else_is_not_repeated(Vendor vendor) {
        var program = program(vendor);
        var telling = vendor.planted().stream().filter(secret -> secret.length() >= 20).toList();
        for (var word : Stream.concat(Stream.of(vendor.pasted()), telling.stream()).toList()) {
            for (var arguments : List.of(List.of("target", "add", word, "--name", "x"), List.of("target", "add", "--name", "x", "--set", word + "=1"),
                    List.of("target", "add", "webhook", "--name", "x", "--set", word), List.of("target", "test", word), List.of("target", "show", word),
                    List.of("target", "kinds", word), List.of("target", word), List.of("target", "add", "discord", "--name", "x", word),
                    List.of("target", "add", "discord", "--name", "x", "--set", "recovery=" + word), List.of("target", "edit", word, "--name", "y"))) {
                var answer = program.piped("https://example.org/\n", arguments.toArray(String[]::new));
                assertTrue(answer.status() != 0, () -> arguments + ": " + answer.both());
                telling.forEach(secret -> assertFalse(answer.both().contains(secret), () -> arguments + ": " + answer.both()));
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void a_preview_of_any_event_asks_nobody(Vendor vendor) {
        var program = program(vendor);
        added(program, vendor, "phone");
        int before = vendor.host().requests().size();
        for (var rule : List.of("ratio-drop", "hit-and-run", "tracker-down", "tracker-up", "buffer-milestone", "account-warned", "ratio-danger",
                "zero-seeding", "rank-change", "anniversary", "login-rejected")) {
            var shown = program.run("target", "preview", "phone", "--event", rule);
            assertEquals(0, shown.status(), rule + ": " + shown.both());
        }
        assertEquals(before, vendor.host().requests().size());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void with_the_name_hidden_no_byte_of_any_request_names_the_tracker(Vendor vendor) {
        var program = program(vendor);
        try (var site = new LoopbackSite()) {
            site.says("Brook Trout", 4_000, 1_000, 0);
            assertEquals(0, program.piped(Stocked.PLANTED, "tracker", "add", "unit3d", "--name", "Otterholt", "--username", "riverlad", "--url",
                    site.url(), "--secret-stdin").status());
            added(program, vendor, "shared", "--hide-tracker-name", "--events",
                    "ratio-drop,hit-and-run,rank-change,zero-seeding,tracker-down,tracker-up,buffer-milestone,login-rejected");
            int before = vendor.host().requests().size();
            site.says("Salmon", 3_000, 1_000, 2);
            polled(program);
            site.answers(503);
            polled(program);
            site.says("Brook Trout", 3_000, 1_000, 4);
            polled(program);
            site.refuses();
            polled(program);
            var sent = vendor.host().requests().subList(before, vendor.host().requests().size());
            assertFalse(sent.isEmpty(), "nothing was sent");
            for (var request : sent) {
                var bytes = readable(request);
                GIVES_AWAY.stream().map(word -> word.replace("%d", String.valueOf(URI.create(site.url()).getPort())))
                        .forEach(word -> assertFalse(bytes.contains(word), () -> word + " in " + bytes));
            }
        }
    }

    /// In the clear and with the escapes of URLs undone.
    private static String readable(Loopback.Request request) {
        var plain = request.target() + request.headers() + request.body();
        return (plain + URLDecoder.decode(request.target(), StandardCharsets.UTF_8)).toLowerCase(Locale.ROOT);
    }

    private static void polled(Program program) {
        for (int i = 0; i < 4; i++) {
            TIME.pass(Duration.ofHours(3));
            program.run("tracker", "poll", "Otterholt");
        }
    }

    private Program program(Vendor vendor) {
        var program = new Program(directory).at(TIME);
        if (vendor.host() instanceof Loopback loopback) {
            program.with("TRACKERWATCH_" + vendor.notifier().kind().toUpperCase(Locale.ROOT).replace('-', '_') + "_URL", loopback.base().toString());
        }
        return program;
    }

    /// @return what was printed
    private String added(Program program, Vendor vendor, String name, String... more) {
        var arguments = new ArrayList<>(List.of("target", "add", vendor.notifier().kind(), "--name", name, "--url-stdin", "--allow-private"));
        vendor.options().forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        vendor.secrets().forEach((key, secret) -> arguments.addAll(List.of("--set-file", key + "=" + file(key, secret.reveal()))));
        arguments.addAll(List.of(more));
        var answer = program.piped(vendor.pasted() + "\n", arguments.toArray(String[]::new));
        assertEquals(0, answer.status(), answer.both());
        return answer.both();
    }

    private Path file(String key, String text) {
        try {
            return Files.writeString(Files.createTempDirectory("given").resolve(key), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertNowhereOnDisk(String secret) {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret), file::toString);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
