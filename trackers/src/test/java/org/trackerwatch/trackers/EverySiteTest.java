package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What may stand before any site: bot checks, gateways, closed doors, a hotel's network. Each folder of
/// `examples/every/` is served in the place of every engine's first page, from a file and over HTTP, and must lead to
/// the failure that its `expected.yaml` names: never to figures, and never to a refused credential.
class EverySiteTest {

    private static final Definitions BUNDLED = Definitions.bundled();

    @TestFactory
    Stream<DynamicTest> from_a_file() throws IOException {
        return cases().stream().flatMap(folder -> engines().map(engine ->
                DynamicTest.dynamicTest(folder.getFileName() + " " + engine.slug(), () -> read(folder, engine))));
    }

    private static void read(Path folder, Definition engine) throws IOException {
        var reader = new Reader(new OkHttpClient(), new SettableTime(), new Random(1));
        for (var request : first(engine).toList()) {
            fails(folder, reader.read(engine, Map.of(request.name(), saved(folder))), engine.slug() + " " + request.name());
        }
    }

    @TestFactory
    Stream<DynamicTest> over_http() throws IOException {
        return cases().stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
            try (var site = serving(saved(folder).answer())) {
                for (var engine : engines().toList()) {
                    for (var kind : engine.accepts()) {
                        var reader = new Reader(new OkHttpClient(), new SettableTime(), new Random(1), Duration.ofSeconds(5));
                        var visit = reader.read(account(engine, credential(kind), site));
                        fails(folder, visit.outcome(), engine.slug() + " " + kind);
                        assertTrue(visit.requests().size() <= 3, () -> engine.slug() + " went on asking: " + visit.requests());
                    }
                }
            }
        }));
    }

    @Test
    void there_is_one_of_each_kind() throws IOException {
        var reasons = cases().stream().map(folder -> ExamplesTest.expected(folder).get("failure")).distinct().toList();
        assertTrue(reasons.containsAll(List.of("challenged", "site-error", "rate-limited", "maintenance", "unreachable")), reasons.toString());
        assertFalse(engines().toList().isEmpty());
    }

    private static void fails(Path folder, Outcome outcome, String who) {
        var expected = ExamplesTest.expected(folder);
        switch (outcome) {
            case Outcome.Read read -> throw new AssertionError(who + " read " + read);
            case Outcome.Failed(var failure) -> {
                assertEquals(expected.get("failure"), failure.reason().key(), () -> who + ": " + failure.detail());
                assertEquals(Optional.ofNullable(expected.get("retry_after")),
                        failure.retryAfter().map(Duration::toSeconds).map(String::valueOf), who);
            }
        }
    }

    private static Stream<Definition> engines() {
        return BUNDLED.platforms().stream().map(name -> BUNDLED.find(name).orElseThrow()).filter(engine -> !engine.accepts().isEmpty());
    }

    /// The page that each kind of credential asks for first.
    private static Stream<Recipe.Request> first(Definition engine) {
        return engine.accepts().stream().flatMap(kind -> engine.recipe().requests().values().stream()
                .filter(request -> request.servedBy(kind)).limit(1)).distinct();
    }

    private static List<Path> cases() throws IOException {
        try (var folders = Files.list(ExamplesTest.EVERY)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static SavedPage saved(Path folder) throws IOException {
        return SavedPage.of(folder.resolve("answer.html"));
    }

    private static Account account(Definition engine, Credential credential, MockWebServer site) {
        return new Account(engine, URI.create(site.url("/").toString()), Optional.of("otterby"), credential, Optional.empty(), Map.of());
    }

    private static Credential credential(CredentialKind kind) {
        return switch (kind) {
            case API_KEY -> Harbour.KEY;
            case COOKIE -> Harbour.COOKIE;
            case LOGIN -> new Credential.Login(new Secret("otterby"), new Secret("open sesame"), Optional.empty());
        };
    }

    private static MockWebServer serving(Answer answer) throws IOException {
        var response = new MockResponse.Builder().code(answer.status()).body(new Buffer().write(answer.body()));
        answer.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        var site = Prompt.server();
        site.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return response.build();
            }
        });
        site.start();
        return site;
    }
}
