package org.trackerwatch.trackers;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;

/// A simulated site that is entered by signing in: one form with something hidden in it, a session by cookie, and
/// whatever a test wants otherwise.
final class LoginSite implements Closeable {

    static final String PASSWORD = "Correct-Horse-9";
    static final String TOTP = "JBSWY3DPEHPK3PXPJBSWY3DP";

    static final String FORM = """
            <html><head><meta name="csrf-token" content="meta-csrf-0123456789"></head><body>
            <form id="in" action="/take" method="post"><input type="hidden" name="_token" value="hidden {username} &amp; 1">
            <input name="username"><input type="password" name="password"></form></body></html>""";

    static final String LOGIN = """
            auth:
              accept: [login]
              login:
                page: /login
                form: "#in"
                capture: { csrf: { css: "meta[name=csrf-token]", attr: content } }
                fields: { username: "{username}", password: "{password}", kept: "1|2" }
                headers: { X-CSRF: "{csrf}", Origin: "{origin}" }
                proof: { cookies: [sid] }
            """;

    /// Answers in the place of the site's own, by method and path; the first that is there, once.
    final Map<String, List<MockResponse>> instead = new HashMap<>();

    final List<RecordedRequest> asked = new CopyOnWriteArrayList<>();
    final SettableTime time = new SettableTime();
    final MockWebServer server = Prompt.server();
    private final Reader reader;

    /// The session that is good; none at first.
    volatile String session = "";

    private int sessions;

    LoginSite() throws IOException {
        this(Duration.ofSeconds(5));
    }

    LoginSite(Duration patience) throws IOException {
        reader = new Reader(new OkHttpClient(), time, new Random(1), patience);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start();
    }

    private synchronized MockResponse answer(RecordedRequest request) {
        asked.add(request);
        var name = request.getMethod() + " " + request.getTarget();
        var other = instead.getOrDefault(name, List.of());
        if (!other.isEmpty()) {
            instead.put(name, other.subList(1, other.size()));
            return other.getFirst();
        }
        return switch (name) {
            case "GET /login" -> page(200, FORM, "Set-Cookie", "guest=yes; Path=/");
            case "POST /take" -> taken(request);
            case "GET /api/me" -> ("sid=" + session).equals(cookie(request, "sid")) && !session.isEmpty()
                    ? page(200, Harbour.FIGURES) : page(302, "", "Location", "/login");
            default -> page(404, "");
        };
    }

    private MockResponse taken(RecordedRequest request) {
        var form = form(request);
        return "otterby".equals(form.get("username")) && PASSWORD.equals(form.get("password"))
                ? page(302, "", "Location", "/", "Set-Cookie", "sid=" + opened()) : page(200, FORM.replace("<form", "<p class=wrong>No.</p><form"));
    }

    String opened() {
        session = "session-value-" + ++sessions;
        return session;
    }

    static MockResponse page(int status, String body, String... headers) {
        var response = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        return response.build();
    }

    static Map<String, String> form(RecordedRequest request) {
        var fields = new HashMap<String, String>();
        for (var part : text(request).split("&")) {
            var field = part.split("=", 2);
            fields.put(URLDecoder.decode(field[0], StandardCharsets.UTF_8), URLDecoder.decode(field[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    static String text(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    static String cookie(RecordedRequest request, String name) {
        var header = Optional.ofNullable(request.getHeaders().get("Cookie")).orElse("");
        return List.of(header.split("; ")).stream().filter(part -> part.startsWith(name + "=")).findFirst().orElse("");
    }

    static Definition definition(String... over) {
        var base = """
                schema: 1
                slug: harbour
                name: Harbour
                platform: json
                pacing: { between: 2s }
                requests:
                  me: { path: /api/me, expect: json }
                session:
                  dead_if: [ { final_url: "/login" } ]
                fields:
                  uploaded:   { from: me, json: /uploaded }
                  downloaded: { from: me, json: /downloaded }
                """ + LOGIN;
        return Harbour.parsed(base, String.join("\n", over));
    }

    static Credential.Login login(String password) {
        return new Credential.Login(new Secret("otterby"), new Secret(password), Optional.empty());
    }

    static Credential.Login withFactor(String factor) {
        return new Credential.Login(new Secret("otterby"), new Secret(PASSWORD), Optional.of(new Secret(factor)));
    }

    /// What a visit left of the login.
    static Credential.Standing standing(Visit visit) {
        return ((Credential.Login) visit.rotated().orElseThrow()).standing();
    }

    Visit visit(Definition definition, Credential credential) {
        return visit(definition, credential, _ -> { });
    }

    Visit visit(Definition definition, Credential credential, Consumer<Credential.Login> sending) {
        return reader.read(new Account(definition, URI.create(server.url("/").toString()), Optional.empty(), credential,
                Optional.empty(), Map.of()), sending);
    }

    /// Once more with what the visit left, when it may be signed in to again.
    Visit later(Definition definition, Visit before, Credential used) {
        time.pass(SignIn.BETWEEN);
        return again(definition, before, used);
    }

    /// Once more with what the visit left.
    Visit again(Definition definition, Visit before, Credential used) {
        return visit(definition, before.rotated().orElse(used));
    }

    List<String> names() {
        return asked.stream().map(request -> request.getMethod() + " " + request.getTarget()).toList();
    }

    RecordedRequest posted() {
        return asked.stream().filter(request -> request.getMethod().equals("POST")).reduce((_, last) -> last).orElseThrow();
    }

    long logins() {
        return asked.stream().filter(request -> request.getMethod().equals("POST")).count();
    }

    @Override
    public void close() {
        server.close();
    }
}
