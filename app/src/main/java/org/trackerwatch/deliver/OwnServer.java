package org.trackerwatch.deliver;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.trackers.Secret;

/// The address of a server of one's own, as pasted: by `https://` and `http://`, by the service's own scheme, or without
/// any. Its host may be a name that only the own network knows, also one with an underscore, as containers have.
///
/// @param base     scheme, host and port, without a slash at the end
/// @param host     without the port
/// @param user     before an `@`, decoded
/// @param password likewise, after the colon
/// @param path     its parts, as they were written
/// @param more     what was pasted behind the address: a token, most likely
record OwnServer(String base, String host, Optional<Secret> user, Optional<Secret> password, List<String> path, Secret query,
                 Optional<Secret> more) {

    private static final Pattern FORM = Pattern.compile("(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?"
            + "(?:(?<user>[^\\s/?#@:]*)(?::(?<password>[^\\s/?#@]*))?@)?(?<host>\\[[0-9A-Fa-f:.]+]|[\\p{L}\\p{N}._-]+)"
            + "(?<port>:\\d{1,5})?(?<path>/[^\\s?#]*)?(?:\\?(?<query>[^\\s#]*))?(?:#\\S*)?(?:\\s+(?<more>\\S+))?");

    /// Of the own schemes, that without encryption is written so by none of the services and by some of their friends, and
    /// read otherwise by others. So it is encrypted unless something in it says that it is not.
    private static final Pattern PLAIN = Pattern.compile("(?i)(?:.*&)?(?:scheme=http|secure=(?:false|no|0)|disabletls=(?:true|yes|1))(?:&.*)?");

    /// Empty if it is none.
    ///
    /// @param kind the service's own scheme, which may have an `s` at its end, too
    /// @throws IllegalArgumentException in words for the user, for a port that no machine has
    static Optional<OwnServer> of(String pasted, String kind) {
        var found = FORM.matcher(PastedUrl.bare(pasted));
        if (!found.matches()) {
            return Optional.empty();
        }
        var scheme = Optional.ofNullable(found.group("scheme")).orElse("https").toLowerCase(Locale.ROOT);
        var query = Optional.ofNullable(found.group("query")).orElse("");
        boolean own = scheme.equals(kind) || scheme.equals(kind + "s");
        boolean plain = scheme.equals("http") || scheme.equals(kind) && PLAIN.matcher(query).matches();
        if (!own && !scheme.equals("https") && !scheme.equals("http")) {
            return Optional.empty();
        }
        var host = found.group("host").toLowerCase(Locale.ROOT);
        if (!PastedUrl.isPort(Optional.ofNullable(found.group("port")).map(number -> Integer.parseInt(number.substring(1))).orElse(-1))) {
            throw new IllegalArgumentException("The port in that address is none: ports end at 65535. Write the one at which the server"
                    + " is reached, or leave it out where it is the usual one.");
        }
        var port = Optional.ofNullable(found.group("port")).filter(number -> !number.equals(plain ? ":80" : ":443")).orElse("");
        return Optional.of(new OwnServer((plain ? "http://" : "https://") + host + port, host, secret(found.group("user")),
                secret(found.group("password")), parts(found.group("path")), new Secret(query), secret(found.group("more"))));
    }

    Optional<Secret> parameter(String name) {
        return Arrays.stream(query.reveal().split("&")).filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(name.length() + 1)).filter(value -> !value.isBlank())
                .map(value -> new Secret(decoded(value))).findFirst();
    }

    /// The base and the first so many parts of the path.
    String upTo(int parts) {
        return base + String.join("", path.subList(0, parts).stream().map(part -> "/" + part).toList());
    }

    private static Optional<Secret> secret(@Nullable String text) {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty()).map(some -> new Secret(decoded(some)));
    }

    private static List<String> parts(@Nullable String path) {
        return path == null ? List.of() : Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    }

    /// A plus is a plus: tokens have some, and nobody writes a space.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
