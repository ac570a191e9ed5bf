package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.trackerwatch.trackers.Secret;

/// An application of a Gotify server, which may live below a path. The token goes into a header, never onto the wire in a
/// URL, where it would be written into every log on the way.
///
/// @param base the server's address with its path, without a slash at the end
record GotifyAddress(String base, Secret token) {

    private static final String MESSAGE = "message";

    /// What a header may hold.
    private static final Pattern TOKEN = Pattern.compile("[!-~]{5,300}");

    /// Tokens of clients read and delete; those of applications begin otherwise.
    private static final Pattern CLIENT = Pattern.compile("C[A-Za-z0-9._-]{14}|gtfyc[.].*");

    private static final String LOOKS_LIKE = " Gotify's is that of your server and an application's token, as in"
            + " https://gotify.example.org AbC… or https://nas.example.org/gotify/message?token=AbC…: Gotify → Apps → Create"
            + " application, then copy its token.";

    static GotifyAddress parse(String pasted) {
        var server = OwnServer.of(pasted, "gotify").orElseThrow(() ->
                new IllegalArgumentException("That is no address of a Gotify server." + LOOKS_LIKE));
        boolean own = PastedUrl.bare(pasted).toLowerCase(Locale.ROOT).startsWith("gotify") && pasted.contains("://");
        var told = server.parameter("token").or(server::more);
        boolean inPath = own && told.isEmpty() && !server.path().isEmpty();
        var token = told.or(() -> Optional.of(server.path()).filter(_ -> inPath).map(List::getLast).map(Secret::new));
        int parts = server.path().size() - (inPath || !server.path().isEmpty() && server.path().getLast().equals(MESSAGE) ? 1 : 0);
        return new GotifyAddress(server.upTo(parts), token.map(checked()).orElseThrow(() ->
                new IllegalArgumentException("That address has no token of an application." + LOOKS_LIKE)));
    }

    /// By a name that says so. The path alone is one that many have.
    static boolean isGotify(URI pasted) {
        var scheme = Optional.ofNullable(pasted.getScheme()).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        var host = Optional.ofNullable(pasted.getHost()).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        var path = Optional.ofNullable(pasted.getPath()).orElse("");
        return scheme.equals("gotify") || scheme.equals("gotifys")
                || host.startsWith("gotify.") && path.endsWith("/" + MESSAGE) || path.endsWith("/gotify/" + MESSAGE);
    }

    Secret url() {
        return new Secret(base + "/" + MESSAGE + "?token=" + URLEncoder.encode(token.reveal(), StandardCharsets.UTF_8));
    }

    private static Function<Secret, Secret> checked() {
        return token -> {
            if (CLIENT.matcher(token.reveal()).matches()) {
                throw new IllegalArgumentException("That is the token of a client, which reads messages, and not of an application, which"
                        + " sends them." + LOOKS_LIKE);
            }
            if (!TOKEN.matcher(token.reveal()).matches()) {
                throw new IllegalArgumentException("What stands there for a token can't be one." + LOOKS_LIKE);
            }
            return token;
        };
    }
}
