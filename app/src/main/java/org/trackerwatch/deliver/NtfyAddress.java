package org.trackerwatch.deliver;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trackerwatch.trackers.Secret;

/// A topic of an ntfy server. Whoever knows the name of an unprotected one may read and write there, so it is as secret as
/// a token. It is stored as ntfy itself writes a URL that signs in: with the header that does so as `auth`.
///
/// @param base the server's root: ntfy can't live below a path
/// @param auth what the `Authorization` header says
record NtfyAddress(String base, Secret topic, Optional<Secret> auth) {

    static final String PUBLIC_SERVER = "ntfy.sh";

    private static final Pattern TOPIC = Pattern.compile("[-_A-Za-z0-9]{1,64}");

    /// ntfy's own pages and its API, which can't be topics.
    private static final Set<String> PAGES = Set.of("account", "app", "config", "docs", "file", "login", "metrics", "settings",
            "signup", "static", "v1");

    /// What may stand behind a topic.
    private static final Set<String> USES = Set.of("auth", "json", "publish", "raw", "send", "sse", "trigger", "ws");

    private static final Pattern TOKEN = Pattern.compile("tk_[A-Za-z0-9]+");

    private static final String LOOKS_LIKE = " ntfy's is that of a topic, as in https://ntfy.sh/alerts-7Kq2xW or"
            + " https://ntfy.example.org/alerts; where the server wants to know who writes, with a token behind it"
            + " (https://ntfy.example.org/alerts tk_…) or with a name and a password (https://name:password@ntfy.example.org/alerts)."
            + " Subscribe to the same topic in the ntfy app.";

    static NtfyAddress parse(String pasted) {
        var server = OwnServer.of(pasted, "ntfy").orElseThrow(() ->
                new IllegalArgumentException("That is no address of an ntfy topic." + LOOKS_LIKE));
        if (server.path().isEmpty() && PastedUrl.bare(pasted).toLowerCase(Locale.ROOT).startsWith("ntfy") && !server.host().contains(".")) {
            return new NtfyAddress("https://" + PUBLIC_SERVER, topic(PastedUrl.bare(pasted).replaceFirst("^\\w+://(?:.*@)?([^/?:#\\s]+).*$", "$1")),
                    auth(server));
        }
        if (server.path().size() > 1 && !(server.path().size() == 2 && USES.contains(server.path().getLast()))) {
            throw new IllegalArgumentException("That address leads below a topic, or ntfy is said to live below a path, which it can't." + LOOKS_LIKE);
        }
        var base = server.host().equals(PUBLIC_SERVER) ? "https://" + PUBLIC_SERVER : server.base();
        return new NtfyAddress(base, topic(server.path().stream().findFirst().orElse("")), auth(server));
    }

    /// Of a server of one's own, only by a name that says so.
    static boolean isNtfy(URI pasted) {
        var scheme = Optional.ofNullable(pasted.getScheme()).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        var host = Optional.ofNullable(pasted.getHost()).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        var path = Optional.ofNullable(pasted.getPath()).orElse("").replaceFirst("^/", "").replaceFirst("/$", "");
        return scheme.equals("ntfy") || scheme.equals("ntfys")
                || (host.equals(PUBLIC_SERVER) || host.startsWith("ntfy.") && !host.startsWith(PUBLIC_SERVER)) && TOPIC.matcher(path).matches() && !PAGES.contains(path);
    }

    Secret url() {
        return new Secret(base + "/" + topic.reveal() + auth.map(header -> "?auth=" + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(header.reveal().getBytes(StandardCharsets.UTF_8))).orElse(""));
    }

    /// Whatever an answer could repeat.
    List<Secret> secrets() {
        var header = auth.map(Secret::reveal).stream().flatMap(text -> Stream.of(text, text.substring(text.indexOf(' ') + 1)));
        return Stream.concat(Stream.of(topic), Stream.concat(header.map(Secret::new), password().stream())).distinct().toList();
    }

    private Optional<Secret> password() {
        return auth.map(Secret::reveal).filter(header -> header.startsWith("Basic ")).flatMap(header -> decoded(header.substring(6)))
                .map(pair -> pair.substring(pair.indexOf(':') + 1)).filter(password -> !password.isEmpty()).map(Secret::new);
    }

    private static Secret topic(String name) {
        if (!TOPIC.matcher(name).matches() || PAGES.contains(name)) {
            throw new IllegalArgumentException((name.contains(",") ? "That address names several topics; add a target for each."
                    : "That address names no topic: one is up to 64 letters, digits, - and _, and none of ntfy's own pages.") + LOOKS_LIKE);
        }
        return new Secret(name);
    }

    private static Optional<Secret> auth(OwnServer server) {
        var written = server.parameter("auth").or(() -> server.parameter("authorization")).map(NtfyAddress::header);
        var token = server.parameter("token").or(() -> server.more().filter(more -> !more.reveal().contains(":")))
                .or(() -> server.password().or(server::user).filter(text -> TOKEN.matcher(text.reveal()).matches()));
        var pair = server.more().map(Secret::reveal).or(() -> server.password().map(password ->
                server.user().map(Secret::reveal).orElse("") + ":" + password.reveal()));
        return written.or(() -> token.map(text -> new Secret("Bearer " + text.reveal()))).or(() -> pair.map(text -> new Secret("Basic "
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))));
    }

    private static Secret header(Secret encoded) {
        return decoded(encoded.reveal()).map(String::strip).filter(text -> text.matches("(?:Basic|Bearer) [!-~]+")).map(Secret::new)
                .orElseThrow(() -> new IllegalArgumentException("What stands behind auth= in that address is none of ntfy's: it is"
                        + " “Bearer …” or “Basic …” in base64." + LOOKS_LIKE));
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(base64.replace('+', '-').replace('/', '_')), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
