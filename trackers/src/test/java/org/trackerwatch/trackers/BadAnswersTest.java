package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Every [BadAnswer] in the place of every engine's pages, for each way into it. Each has its reason and a sentence for the
/// user; no credential goes anywhere else, nothing is read by half, and neither time nor memory are without end.
final class BadAnswersTest {

    private static final Definitions BUNDLED = Definitions.bundled();

    private static final OkHttpClient HTTP = new OkHttpClient();

    private static final Reader READER = new Reader(HTTP, new SettableTime(), new Random(1));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration SHORT = Duration.ofMillis(700);

    /// Of all that one visit makes, with the pages of two requests.
    private static final long MOST_MEMORY = 80L << 20;

    private static final List<String> SECRETS = List.of("open-sesame-key", "session=first", "open sesame");

    @TestFactory
    Stream<DynamicTest> every_bad_answer() throws IOException {
        var ways = ways();
        return BadAnswer.all().stream().map(bad -> DynamicTest.dynamicTest(bad.name(), () -> {
            var visits = new ArrayList<Callable<Void>>();
            for (int nr = 0; nr < ways.size(); nr++) {
                var way = ways.get(nr);
                visits.add(() -> suffered(bad, way, 0));
                if (way.pages().size() > 1 && (nr + bad.name().length()) % 4 == 0) {
                    visits.add(() -> suffered(bad, way, 1));
                }
            }
            try (var threads = Executors.newFixedThreadPool(bad.stalls() ? visits.size() : 4)) {
                for (var visit : threads.invokeAll(visits)) {
                    visit.get();
                }
            }
        }));
    }

    @Test
    void there_is_a_way_into_nearly_every_engine() throws IOException {
        var entered = ways().stream().filter(way -> !way.pages().isEmpty()).map(way -> way.engine().slug()).distinct().count();
        assertTrue(entered >= BUNDLED.platforms().size() - 3, ways().toString());
    }

    private static Void suffered(BadAnswer bad, Stage.Way way, int from) throws IOException {
        var note = way + ", request " + from;
        try (var stage = new Stage(way, Optional.of(bad), from)) {
            long before = allocated();
            var visit = stage.visit(HTTP, bad.stalls() ? SHORT : PATIENCE);
            assertTrue(allocated() - before < MOST_MEMORY, () -> note + " took " + (allocated() - before >> 20) + " MiB");
            judge(bad, way, from, visit, note);
            assertEquals(List.of(), stage.strayed(), note);
            assertFalse(stage.heads().toString().toLowerCase().contains("referer:"), note);
            assertTrue(stage.heads().size() <= 8 + from, () -> note + " asked " + stage.heads().size() + " times");
            SECRETS.forEach(secret -> assertFalse(visit.toString().contains(secret), note));
        }
        return null;
    }

    private static void judge(BadAnswer bad, Stage.Way way, int from, Visit visit, String note) {
        switch (visit.outcome()) {
            case Outcome.Read(var stats) -> {
                assertFalse(way.pages().isEmpty(), note);
                stats.values().forEach((field, value) -> assertTrue(way.good().stream().flatMap(good -> good.get(field).stream())
                        .anyMatch(good -> isSame(good, value)), () -> note + ": " + field + " is " + value + ", and not as in " + way.good()));
            }
            case Outcome.Failed(var failure) -> {
                assertSentence(failure.detail(), note);
                assertTrue(allowed(bad, way, from).contains(failure.reason()), () -> note + ": " + failure);
            }
        }
    }

    /// A ratio that follows from sizes is not quite the site's own, where that was not read.
    private static boolean isSame(Value good, Value value) {
        return good.equals(value) || good instanceof Ratio && value instanceof Ratio;
    }

    /// What follows the first page, and a page to sign in at, may be missed in more ways than one.
    private static Set<Reason> allowed(BadAnswer bad, Stage.Way way, int from) {
        boolean sure = from == 0 && !way.pages().isEmpty();
        return bad.reasons().isEmpty() && !sure ? Set.of(Reason.values())
                : sure ? bad.reasons() : Set.copyOf(Stream.concat(bad.reasons().stream(), Stream.of(Reason.LAYOUT_CHANGED, Reason.SITE_ERROR, Reason.UNREACHABLE)).toList());
    }

    private static void assertSentence(String detail, String note) {
        assertTrue(detail.matches("(?s)\\S.{10,400}[.”?]"), () -> note + ": " + detail);
        assertTrue(detail.contains("127.0.0.1"), () -> note + ": " + detail);
        assertFalse(detail.matches("(?s).*(Exception|null|okhttp|java\\.|\\p{Cntrl}).*"), () -> note + ": " + detail);
    }

    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
    }

    /// Of each engine and kind of credential, with the first example that it leads to.
    private static List<Stage.Way> ways() throws IOException {
        var ways = new ArrayList<Stage.Way>();
        for (var name : BUNDLED.platforms()) {
            var engine = BUNDLED.find(name).orElseThrow();
            for (var kind : engine.accepts()) {
                switch (credential(kind)) {
                    case Credential.Login login -> ways.add(new Stage.Way(engine, login, Map.of(), List.of()));
                    case Credential.ApiKey key -> way(engine, key).ifPresent(ways::add);
                    case Credential.Cookie cookie -> way(engine, cookie).ifPresent(ways::add);
                }
            }
        }
        return ways;
    }

    private static Optional<Stage.Way> way(Definition engine, Credential credential) throws IOException {
        for (var folder : ExamplesTest.cases()) {
            if (folder.startsWith(ExamplesTest.EXAMPLES.resolve(engine.slug())) && folder.getFileName().toString().contains("normal")) {
                var pages = pages(folder, engine, credential.kind());
                try (var stage = new Stage(new Stage.Way(engine, credential, pages, List.of()), Optional.empty(), 0)) {
                    if (stage.visit(HTTP, PATIENCE).outcome() instanceof Outcome.Read(var good)) {
                        return Optional.of(new Stage.Way(engine, credential, pages, readings(engine, pages, good)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<AccountStats> readings(Definition engine, Map<String, byte[]> pages, AccountStats all) {
        var readings = new ArrayList<>(List.of(all));
        for (var without : pages.keySet()) {
            var others = new HashMap<String, SavedPage>();
            pages.forEach((name, body) -> others.put(name, SavedPage.of(body)));
            others.remove(without);
            if (READER.read(engine, others) instanceof Outcome.Read(var stats)) {
                readings.add(stats);
            }
        }
        return readings;
    }

    private static Map<String, byte[]> pages(Path folder, Definition engine, CredentialKind kind) throws IOException {
        var pages = new HashMap<String, byte[]>();
        for (var request : engine.recipe().requests().values()) {
            for (var ending : List.of(".json", ".html")) {
                var file = folder.resolve(request.name() + ending);
                if (request.servedBy(kind) && Files.exists(file)) {
                    pages.put(request.name(), Files.readAllBytes(file));
                }
            }
        }
        return pages;
    }

    private static Credential credential(CredentialKind kind) {
        return switch (kind) {
            case API_KEY -> Harbour.KEY;
            case COOKIE -> Harbour.COOKIE;
            case LOGIN -> new Credential.Login(new Secret("otterby"), new Secret("open sesame"), Optional.empty());
        };
    }
}
