package org.trackerwatch.trackers;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The part of a definition file that says how to read the site: pacing, auth, requests, envelope, session, fields.
final class RecipeParser {

    /// What a file may say of that. One that says nothing of it is read as its platform is.
    static final Set<String> KEYS = Set.of("encoding", "pacing", "auth", "requests", "envelope", "session", "clock", "fields", "words", "pairs");

    /// Between two requests to a host. Also what is kept where a definition says nothing.
    static final Duration SHORTEST_GAP = Duration.ofSeconds(2);

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+");

    /// Headers that the program or the credential sets, or that say how a message is framed.
    private static final Set<String> NOT_THEIRS = Set.of("host", "cookie", "user-agent", "connection", "content-length",
            "content-type", "transfer-encoding", "accept-encoding", "expect", "te", "trailer", "upgrade", "keep-alive",
            "proxy-authorization", "proxy-connection");

    /// How seldom the slow lane is, where nothing more exact is said.
    private static final Duration SLOW_LANE = Duration.ofHours(6);

    private static final String REQUEST_NAME = "[a-z][a-z0-9_-]{0,30}";

    private final Section top;
    private final LookupParser lookups;

    RecipeParser(Section top) {
        this.top = top;
        this.lookups = new LookupParser(top);
    }

    Recipe recipe() {
        var requests = top.named("requests", this::request);
        requests.keySet().stream().filter(name -> !name.matches(REQUEST_NAME)).forEach(name -> top.section("requests").problem(name,
                "a request's name is a small letter, then at most 30 small letters, digits, `_` and `-`: files are named after it."));
        var encoding = top.read("encoding", "a character encoding such as windows-1251", Charset::forName).orElse(StandardCharsets.UTF_8);
        return new Recipe(encoding, pacing(), auth(), requests, envelope(), session(),
                top.get("clock").map(node -> lookups.lookups(node, Optional.empty())).orElse(List.of()), fields());
    }

    private Recipe.Pacing pacing() {
        var section = top.section("pacing");
        var pacing = new Recipe.Pacing(section.read("between", "a length of time such as 2s", Spans::of)
                .filter(gap -> gap.compareTo(SHORTEST_GAP) > 0).orElse(SHORTEST_GAP),
                section.whole("burst").map(burst -> Math.clamp(burst, 0, 60)).orElse(0), section.read("per", "a length of time such as 60s", Spans::of).orElse(Duration.ZERO));
        section.close();
        return pacing;
    }

    private Recipe.Auth auth() {
        var section = top.section("auth");
        var accept = section.choicesOf("accept", CredentialKind.class);
        var key = section.has("api_key") ? Optional.of(key(section.section("api_key"))) : Optional.<Recipe.Key>empty();
        var below = section.section("cookie");
        var cookies = new Recipe.Cookies(below.texts("all_of"), below.texts("any_of"), below.text("hint"));
        below.close();
        var login = section.has("login") ? Optional.of(login(section)) : Optional.<Login>empty();
        section.close();
        return new Recipe.Auth(accept, key, cookies, login);
    }

    /// UNIT3D enables an account that was disabled as soon as somebody signs in: that is for its owner to do.
    private Login login(Section auth) {
        if (top.text("platform").filter("unit3d"::equals).isPresent()) {
            auth.problem("login", "nobody signs in to UNIT3D by program: that would enable a disabled account again. It has API keys.");
        }
        return new LoginParser(lookups).login(auth.section("login"));
    }

    private static Recipe.Key key(Section section) {
        var retry = section.section("retry_as");
        var retryAs = retry.text("query").map(query -> new Recipe.Retry(query,
                new HashSet<>(retry.readAll("on_status", "an HTTP status", Integer::valueOf))));
        retry.close();
        var key = new Recipe.Key(section.checked("header", "the name of a header", RecipeParser::isHeader), section.text("query"),
                section.checked("format", "a text with {key} in it", text -> text.contains("{key}")).orElse("{key}"),
                headers(section), section.texts("parts"), retryAs, section.text("hint"));
        section.close();
        return key;
    }

    private static boolean isHeader(String name) {
        return HEADER.matcher(name).matches();
    }

    private static Map<String, String> headers(Section section) {
        var headers = new LinkedHashMap<String, String>();
        var below = section.section("headers");
        for (var name : below.keys()) {
            if (!isHeader(name) || NOT_THEIRS.contains(name.toLowerCase(Locale.ROOT))) {
                below.problem(name, "`" + name + "` is no header that a definition may set.");
            }
            below.text(name).ifPresent(template -> headers.put(name, template));
        }
        return headers;
    }

    /// How seldom: the slow lane, unless a length says it.
    private static Optional<Duration> every(Section section) {
        var lane = section.choice("lane", Lane.class).orElse(Lane.FAST);
        return section.read("every", "a length of time such as 24h", Spans::of)
                .or(() -> Optional.of(SLOW_LANE).filter(_ -> lane == Lane.SLOW));
    }

    private Recipe.Request request(String name, Section section) {
        var capture = new LinkedHashMap<String, List<Lookup>>();
        Stream.of("path", "body").filter(key -> section.text(key).filter(Taboo::holds).isPresent()).forEach(key ->
                section.problem(key, "`" + section.text(key).orElse("") + "` is never asked for: it reads mail, ends the session, or changes the account."));
        section.section("capture").each((variable, node) -> capture.put(variable, lookups.lookups(node, Optional.of(name))));
        return new Recipe.Request(name, section.checked("path", "a path, which begins with a slash", text -> text.startsWith("/")).orElse("/"),
                section.checked("method", "GET or POST", Set.of("GET", "POST")::contains).orElse("GET"),
                section.text("body"), section.choice("expect", Recipe.Expect.class).orElse(Recipe.Expect.HTML),
                section.choice("needs", Recipe.Needs.class).orElse(Recipe.Needs.ANY),
                headers(section), every(section), section.flag("optional"), capture,
                section.read("base", "an http or https address", RecipeParser::web), section.pointer("unwrap"), section.text("unless"),
                Set.copyOf(section.readAll("seldom", "a built-in field", key -> Field.of(key).orElseThrow())));
    }

    private static URI web(String text) {
        return Optional.of(URI.create(text)).filter(uri -> uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())).orElseThrow();
    }

    private enum Lane { FAST, SLOW }

    private Optional<Recipe.Envelope> envelope() {
        if (!top.has("envelope")) {
            return Optional.empty();
        }
        var section = top.section("envelope");
        var ok = section.section("ok");
        var failures = section.sections("failures").stream().flatMap(RecipeParser::refusal).toList();
        var pointer = ok.pointer("json");
        var equals = ok.text("equals").or(() -> Optional.of("success").filter(_ -> pointer.isEmpty()));
        var envelope = new Recipe.Envelope(pointer.orElse("/status"), equals,
                section.pointer("error"), failures);
        ok.close();
        section.close();
        return Optional.of(envelope);
    }

    private static Stream<Recipe.Envelope.Refusal> refusal(Section section) {
        var match = section.read("match", "a regular expression", Regex::of);
        var reason = section.choice("reason", PollFailure.Reason.class);
        section.close();
        return match.flatMap(regex -> reason.map(why -> new Recipe.Envelope.Refusal(regex, why))).stream();
    }

    private Recipe.Session session() {
        var section = top.section("session");
        var session = new Recipe.Session(signs(section.sections("alive_if")), signs(section.sections("dead_if")));
        section.close();
        return session;
    }

    static List<Sign> signs(List<Section> sections) {
        return sections.stream().map(section -> section.part("sign", section.all())).flatMap(section -> {
            var from = section.text("from");
            var reason = section.choice("reason", PollFailure.Reason.class);
            var sign = kind(section).map(kind -> new Sign(kind, from, reason));
            section.close();
            return sign.stream();
        }).toList();
    }

    private static Optional<Sign.Kind> kind(Section section) {
        var match = section.read("match", "a regular expression", Regex::of);
        var css = section.read("css", "a CSS selector that jsoup knows", Selector::of);
        var address = section.read("final_url", "a regular expression", Regex::of);
        var words = section.read("text", "a regular expression", Regex::of);
        var header = section.text("header");
        var json = section.pointer("json");
        var status = Set.copyOf(section.readAll("status", "an HTTP status", Integer::valueOf));
        if (section.flag("not_json")) {
            return Optional.of(new Sign.Kind.NotJson());
        }
        return css.<Sign.Kind>map(Sign.Kind.Css::new)
                .or(() -> address.map(Sign.Kind.Address::new))
                .or(() -> words.map(Sign.Kind.Words::new))
                .or(() -> header.map(name -> new Sign.Kind.Header(name, match.orElseGet(() -> Regex.of("")))))
                .or(() -> json.map(pointer -> new Sign.Kind.Json(pointer, match)))
                .or(() -> Optional.of(status).filter(set -> !set.isEmpty()).map(Sign.Kind.Status::new))
                .or(() -> {
                    section.problems().add(section.place().problem(
                            "a sign needs one of css, final_url, text, header, json, status, not_json."));
                    return Optional.empty();
                });
    }

    private Map<String, List<Lookup>> fields() {
        var fields = new LinkedHashMap<String, List<Lookup>>();
        top.section("fields").each((key, node) -> {
            if (!key.startsWith("x_") && Field.of(key).isEmpty()) {
                top.problems().add(node.place().problem("there is no figure `" + key + "`"
                        + Nearest.hint(key, FieldKeys.ALL) + " A figure of the site's own begins with x_."));
            }
            fields.put(key, lookups.lookups(node, Optional.empty()));
        });
        return fields;
    }
}
