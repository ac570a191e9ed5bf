package org.trackerwatch.trackers;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;

/// A simulated site on loopback, a reader with a clock of its own, and what both say of a visit.
final class Harbour implements Closeable {

    static final String FIGURES = "{\"username\":\"otterby\",\"uploaded\":3000,\"downloaded\":1000}";

    static final Credential KEY = new Credential.ApiKey(new Secret("open-sesame-key"));
    static final Credential COOKIE = new Credential.Cookie(new Secret("session=first; theme=dark"), "Mozilla/5.0 (Harbour)");

    final SettableTime time = new SettableTime();
    final MockWebServer site = Prompt.server();
    final Reader reader;

    Harbour() throws IOException {
        this(new OkHttpClient(), Duration.ofSeconds(5));
    }

    Harbour(OkHttpClient http, Duration patience) throws IOException {
        reader = new Reader(http, time, new Random(1), patience);
        site.start();
    }

    /// A site whose one page is JSON, entered with a key or a cookie.
    static Definition definition(String... more) {
        return parsed("""
                schema: 1
                slug: harbour
                name: Harbour
                platform: json
                pacing: { between: 2s }
                auth:
                  accept: [api_key, cookie]
                  api_key: { header: X-API-Key }
                requests:
                  me: { path: /api/me, expect: json }
                fields:
                  username:   { from: me, json: /username }
                  uploaded:   { from: me, json: /uploaded }
                  downloaded: { from: me, json: /downloaded }
                """, String.join("\n", more));
    }

    static Definition parsed(String yaml, String over) {
        var problems = new ArrayList<Problem>();
        var below = Yaml.parse("below.yaml", yaml);
        var merged = over.isBlank() ? below : Yaml.over(Yaml.parse("over.yaml", over), below);
        var definition = DefinitionParser.parse((Yaml.Entries) merged, false, problems);
        if (!problems.isEmpty()) {
            throw new Problem.Broken(problems);
        }
        return definition;
    }

    static Definition platform(String name) {
        return Definitions.bundled().find(name).orElseThrow();
    }

    Account account(Definition definition, Credential credential) {
        return new Account(definition, URI.create(site.url("/").toString()), Optional.of("otterby"), credential, Optional.empty(), new HashMap<>());
    }

    static Account remembering(Account account, Map<String, String> memory) {
        return new Account(account.definition(), account.base(), account.username(), account.credential(), account.proxy(), memory);
    }

    Harbour answers(String body) {
        return answers(200, body);
    }

    Harbour answers(int status, String body, String... headers) {
        var response = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        site.enqueue(response.build());
        return this;
    }

    Visit visit(Definition definition, Credential credential) {
        return reader.read(account(definition, credential));
    }

    RecordedRequest asked() throws InterruptedException {
        var request = site.takeRequest(2, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("nothing was asked");
        }
        return request;
    }

    static PollFailure failure(Visit visit) {
        return switch (visit.outcome()) {
            case Outcome.Failed(var failure) -> failure;
            case Outcome.Read read -> throw new AssertionError("read " + read);
        };
    }

    static AccountStats stats(Visit visit) {
        return switch (visit.outcome()) {
            case Outcome.Read(var stats) -> stats;
            case Outcome.Failed(var failure) -> throw new AssertionError("failed: " + failure);
        };
    }

    static List<Integer> statuses(Visit visit) {
        return visit.requests().stream().map(Visit.Request::status).toList();
    }

    @Override
    public void close() {
        site.close();
    }
}
