package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trackerwatch.trackers.Secret;

/// A room at a Matrix homeserver and the token of the account that writes there, as the address of the request that
/// sends, or as apprise writes it (`matrixs://token@host/!room:server`).
///
/// @param base  the homeserver's, with its path if it has one, without a slash at the end
/// @param room  its id
record MatrixAddress(String base, String room, Secret token) {

    private static final String ROOMS = "/_matrix/client/v3/rooms/";

    private static final Pattern PATH = Pattern.compile("(?<prefix>.*?)/_matrix/client/(?:r0|v\\d+)/rooms/(?<room>[^/]+)(?:/.*)?");
    private static final Pattern SHORT = Pattern.compile("(?<prefix>.*?)/(?<room>[!#][^/]+)/?");
    private static final Pattern ROOM = Pattern.compile("![A-Za-z0-9._~+/=-]{1,200}(?::[A-Za-z0-9.\\[\\]:-]{1,230})?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{8,4000}");

    private static final String LOOKS_LIKE = " Matrix's is a homeserver, a room and an access token, as in"
            + " matrixs://syt_AbC…@matrix.example.org/!AbCdEf:example.org or https://matrix.example.org/_matrix/client/v3/rooms/"
            + "!AbCdEf:example.org/send/m.room.message?access_token=syt_AbC…. In Element the room's id stands under the room's"
            + " settings → Advanced, and the token under All settings → Help & About. Give trackerwatch an account of its own.";

    static MatrixAddress parse(String pasted) {
        var text = PastedUrl.bare(pasted).replaceFirst("^(?i)matrixs://", "https://").replaceFirst("^(?i)matrix://", "http://");
        if (text.matches("[!#]\\S+:\\S+")) {
            throw new IllegalArgumentException("That is a room, but neither its homeserver nor a token to write there." + LOOKS_LIKE);
        }
        var url = PastedUrl.of(text.replace("#", "%23")).filter(found -> found.scheme().startsWith("http")).orElseThrow(() ->
                new IllegalArgumentException("That is no address of a Matrix room." + LOOKS_LIKE));
        var path = PATH.matcher(url.uri().getRawPath());
        var brief = SHORT.matcher(url.uri().getPath());
        var found = path.matches() ? path : brief;
        if (!path.matches() && (!brief.matches() || url.uri().getRawUserInfo() == null)) {
            throw new IllegalArgumentException("That address leads to no room with a token to write there." + LOOKS_LIKE);
        }
        var room = room(PastedUrl.decoded(found.group("room").replace("+", "%2B")));
        var token = url.parameter("access_token").or(() -> Optional.ofNullable(url.uri().getUserInfo())).orElse("");
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("That address has no access token, or not a whole one." + LOOKS_LIKE);
        }
        var port = url.uri().getPort() == -1 ? "" : ":" + url.uri().getPort();
        return new MatrixAddress(url.scheme() + "://" + url.host() + port + found.group("prefix"), room, new Secret(token));
    }

    static boolean isMatrix(URI pasted) {
        var scheme = Optional.ofNullable(pasted.getScheme()).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        return scheme.equals("matrix") || scheme.equals("matrixs")
                || Optional.ofNullable(pasted.getRawPath()).filter(path -> PATH.matcher(path).matches()).isPresent();
    }

    /// As it is stored, always in the same form.
    Secret url() {
        return new Secret(roomUrl() + "/send/m.room.message?access_token=" + encoded(token.reveal()));
    }

    /// Of what is asked of the room. Nothing secret: the token goes into a header.
    String roomUrl() {
        return base + ROOMS + encoded(room);
    }

    String host() {
        return URI.create(base).getHost();
    }

    /// An alias may be given to another room at any time, and the server takes no messages for one.
    private static String room(String text) {
        if (text.startsWith("#")) {
            throw new IllegalArgumentException("That is the room's alias. Enter its internal id, which begins with an exclamation"
                    + " mark: in Element it stands under the room's settings → Advanced.");
        }
        if (!ROOM.matcher(text).matches()) {
            throw new IllegalArgumentException("The room in that address is no room's id." + LOOKS_LIKE);
        }
        return text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
