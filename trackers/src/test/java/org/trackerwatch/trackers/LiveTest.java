package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The examples once more, over the wire: a site that answers with their pages is read just like the files.
class LiveTest {

    private static final MockResponse MISSING = new MockResponse.Builder().code(500).body("not among the pages").build();

    @TestFactory
    Stream<DynamicTest> over_the_wire_an_example_is_the_same() throws IOException {
        return ExamplesTest.cases().stream().filter(LiveTest::canBeAskedFor)
                .map(folder -> DynamicTest.dynamicTest(folder.toString(), () -> compare(folder)));
    }

    /// Not what only a file can be: a second page without the first, or two kinds of credential at once.
    private static boolean canBeAskedFor(Path folder) {
        try {
            var definition = ExamplesTest.definition(folder);
            var pages = ExamplesTest.pages(folder);
            var kinds = pages.keySet().stream().map(name -> definition.recipe().requests().get(name).needs()).distinct().count();
            return kinds == 1 && pages.containsKey(first(definition, credential(definition, pages)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Credential credential(Definition definition, Map<String, SavedPage> pages) {
        return new SavedPages(definition, pages).kind(definition.recipe().requests().get(pages.keySet().iterator().next()))
                == CredentialKind.COOKIE ? Harbour.COOKIE : Harbour.KEY;
    }

    private static String first(Definition definition, Credential credential) {
        var kind = credential == Harbour.COOKIE ? CredentialKind.COOKIE : CredentialKind.API_KEY;
        return definition.recipe().requests().values().stream().filter(request -> request.servedBy(kind) && !request.name().equals("home"))
                .findFirst().orElseThrow().name();
    }

    private static void compare(Path folder) throws IOException {
        var definition = ExamplesTest.definition(folder);
        var pages = ExamplesTest.pages(folder);
        try (var harbour = new Harbour(new OkHttpClient(), Duration.ofSeconds(10))) {
            harbour.site.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return pages.entrySet().stream().filter(page -> asksFor(definition, page.getKey(), request.getTarget()))
                            .findFirst().map(page -> response(page.getValue().answer())).orElse(MISSING);
                }
            });
            var offline = harbour.reader.read(definition, pages);
            var online = harbour.visit(definition, credential(definition, pages)).outcome();
            assertEquals(summary(offline), summary(online));
        }
    }

    private static boolean asksFor(Definition definition, String page, String target) {
        var path = definition.recipe().requests().get(page).path();
        var pattern = Stream.of(path.split("\\{\\w+}", -1)).map(Pattern::quote).collect(Collectors.joining("[^/?&]+"));
        return target.replaceFirst("[?&](api_token|api_key|apikey)=.*", "").matches(pattern);
    }

    private static MockResponse response(Answer answer) {
        var response = new MockResponse.Builder().code(answer.status());
        answer.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        return response.body(new Buffer().write(answer.body())).build();
    }

    /// Sentences name the host instead of the definition, so only the reason counts.
    private static Object summary(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Read(var stats) -> stats;
            case Outcome.Failed(var failure) -> failure.reason() + " " + failure.retryAfter().or(Optional::empty);
        };
    }
}
