package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trackerwatch.trackers.Secret;

/// A configuration that an Apprise API keeps. Whoever knows its key may send to all that stands in it, and on most servers
/// read their tokens, too: so it is as secret as they are.
///
/// @param base the server's address with its path, without a slash at the end
/// @param auth name and password with a colon between them, where a proxy before it asks for them
/// @param tag  which services of the configuration are meant; empty: those without one, as the server reads it
record AppriseAddress(String base, Secret key, Optional<Secret> auth, Optional<String> tag) {

    /// Tags, with a comma for "or" and a space for "and".
    static final Pattern TAG = Pattern.compile("[A-Za-z0-9_.,\\- ]{1,200}");

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /// The pages and requests of a configuration.
    private static final Set<String> USES = Set.of("notify", "cfg", "get", "add");

    private static final String LOOKS_LIKE = " That of an Apprise API is its own and the key of a configuration that you stored"
            + " there, as in https://apprise.example.org/notify/my-key or https://apprise.example.org/notify/my-key?tag=trackers: open"
            + " the server in a browser, enter a key, save the addresses of your services, and copy the address of that page.";

    static AppriseAddress parse(String pasted) {
        var server = OwnServer.of(pasted, "apprise").orElseThrow(() ->
                new IllegalArgumentException("That is no address of an Apprise API." + LOOKS_LIKE));
        boolean own = PastedUrl.bare(pasted).toLowerCase(Locale.ROOT).matches("apprises?://.*");
        var path = server.path();
        int use = own ? path.size() - 1 : path.size() - 2;
        if (use < 0 || !own && !USES.contains(path.get(use))) {
            throw new IllegalArgumentException("That address names no configuration of an Apprise API; without a key, it would not know"
                    + " whom to tell." + LOOKS_LIKE);
        }
        var key = path.getLast();
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("The key in that address has other signs than letters, digits, - and _." + LOOKS_LIKE);
        }
        return new AppriseAddress(server.upTo(own && use > 0 && USES.contains(path.get(use - 1)) ? use - 1 : use), new Secret(key), auth(server),
                tag(server));
    }

    static boolean isApprise(URI pasted) {
        var scheme = Optional.ofNullable(pasted.getScheme()).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        var path = Optional.ofNullable(pasted.getPath()).orElse("");
        return scheme.equals("apprise") || scheme.equals("apprises") || path.matches("(?:/.*)?/(?:notify|cfg)/[A-Za-z0-9_-]{1,128}/?")
                && !HomeAssistantAddress.isHomeAssistant(pasted);
    }

    Secret url() {
        var who = auth.map(pair -> Stream.of(pair.reveal().split(":", 2)).map(AppriseAddress::encoded).toList()).map(pair -> String.join(":", pair) + "@");
        return new Secret(base.replaceFirst("://", "://" + who.orElse("").replace("$", "\\$")) + "/notify/" + key.reveal()
                + tag.map(some -> "?tag=" + encoded(some)).orElse(""));
    }

    /// Where a message is sent to.
    Secret endpoint() {
        return new Secret(base + "/notify/" + key.reveal());
    }

    /// What stands in the configuration, with its secrets left out.
    Secret services(Optional<String> tag) {
        return new Secret(base + "/json/urls/" + key.reveal() + "?privacy=1" + tag.map(some -> "&tag=" + encoded(some)).orElse(""));
    }

    Optional<Secret> authorization() {
        return auth.map(pair -> new Secret("Basic " + base64(pair)));
    }

    /// Whatever an answer could repeat.
    List<Secret> secrets() {
        var said = auth.stream().flatMap(pair -> Stream.of(pair.reveal().substring(pair.reveal().indexOf(':') + 1), base64(pair)));
        return Stream.concat(Stream.of(key), said.filter(text -> !text.isEmpty()).map(Secret::new)).toList();
    }

    private static Optional<Secret> auth(OwnServer server) {
        return server.user().map(user -> new Secret(user.reveal() + ":" + server.password().map(Secret::reveal).orElse("")));
    }

    private static Optional<String> tag(OwnServer server) {
        var tag = server.parameter("tag").or(() -> server.parameter("tags")).map(Secret::reveal);
        if (tag.isPresent() && !TAG.matcher(tag.get()).matches()) {
            throw new IllegalArgumentException("The tag in that address has other signs than letters, digits, - _ . comma and space." + LOOKS_LIKE);
        }
        return tag;
    }

    private static String base64(Secret pair) {
        return Base64.getEncoder().encodeToString(pair.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
