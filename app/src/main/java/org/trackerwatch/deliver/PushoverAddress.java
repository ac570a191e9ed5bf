package org.trackerwatch.deliver;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trackerwatch.trackers.Secret;

/// An application at Pushover and whom it writes to, whatever form was pasted: the address of an API request, the URLs of
/// apprise (`pover://`) and shoutrrr (`pushover://`), or just the token and the key.
///
/// @param token   the application's
/// @param user    a user's or a group's key
/// @param devices names with commas between them; empty means all
record PushoverAddress(Secret token, Secret user, Optional<String> devices) {

    static final URI PUSHOVER = URI.create("https://api.pushover.net");

    private static final String PATH = "/1/messages.json";

    private static final String KEY = "[A-Za-z0-9]{30}";
    private static final String TOKEN = "(?<token>" + KEY + ")";
    private static final String USER = "(?<user>" + KEY + ")";
    private static final String DEVICES = "(?<devices>[A-Za-z0-9_-]{1,25}(?:,[A-Za-z0-9_-]{1,25})*)";

    private static final Pattern PAIR = Pattern.compile(TOKEN + "[\\s/,;]+" + USER + "(?:[\\s/;]+" + DEVICES + ")?/?");
    private static final Pattern APPRISE = Pattern.compile("(?i:pover)://" + USER + "@" + TOKEN + "(?:/" + DEVICES + ")?/?(?:\\?.*)?");
    private static final Pattern SHOUTRRR = Pattern.compile("(?i:pushover)://(?:\\w*:)?" + TOKEN + "@" + USER
            + "/?(?:\\?(?:.*&)?devices=" + DEVICES + "(?:&.*)?|\\?.*)?");
    private static final Pattern WHOLE_KEY = Pattern.compile(KEY);
    private static final Pattern WHOLE_DEVICES = Pattern.compile(DEVICES);

    private static final String LOOKS_LIKE = " Pushover's is an application's API token, a slash and your user key (or a group's),"
            + " each of 30 letters and digits; a third part may name devices. Make an application under"
            + " https://pushover.net/apps/build to get its token; the user key stands on https://pushover.net when you are signed in.";

    /// @param base what stands for https://api.pushover.net here; addresses below it are accepted, too
    static PushoverAddress parse(String pasted, URI base) {
        var text = PastedUrl.bare(pasted);
        for (var form : new Pattern[] {PAIR, APPRISE, SHOUTRRR}) {
            var found = form.matcher(text);
            if (found.matches()) {
                return of(found);
            }
        }
        if (WHOLE_KEY.matcher(text).matches()) {
            throw new IllegalArgumentException("That is one key, but two are needed." + LOOKS_LIKE);
        }
        return ofRequest(text, base);
    }

    static boolean isPushover(URI pasted, URI base) {
        var scheme = Optional.ofNullable(pasted.getScheme()).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        return scheme.equals("pover") || scheme.equals("pushover") || PUSHOVER.getHost().equalsIgnoreCase(pasted.getHost())
                || PastedUrl.of(pasted.toString()).flatMap(url -> url.below(base)).filter(PATH::equals).isPresent();
    }

    /// As it is stored, always in the same form.
    Secret url() {
        return new Secret(PUSHOVER + PATH + "?token=" + token.reveal() + "&user=" + user.reveal()
                + devices.map(names -> "&device=" + names).orElse(""));
    }

    private static PushoverAddress ofRequest(String pasted, URI base) {
        var url = PastedUrl.of(pasted).orElseThrow(() -> new IllegalArgumentException("That is no address at Pushover." + LOOKS_LIKE));
        if (url.below(base).isEmpty() && !url.leadsTo(PUSHOVER)) {
            throw new IllegalArgumentException("That address does not lead to Pushover." + LOOKS_LIKE);
        }
        if (url.below(base).isEmpty() && !url.scheme().equals("https")) {
            throw new IllegalArgumentException("The address of Pushover begins with https://.");
        }
        return new PushoverAddress(key(url, "token", "the application's token"), key(url, "user", "the user's key"),
                url.parameter("device").filter(names -> WHOLE_DEVICES.matcher(names).matches()));
    }

    private static Secret key(PastedUrl url, String name, String meaning) {
        return url.parameter(name).filter(value -> WHOLE_KEY.matcher(value).matches()).map(Secret::new).orElseThrow(() ->
                new IllegalArgumentException("In that address " + name + "=… is missing or not whole, which is " + meaning + "." + LOOKS_LIKE));
    }

    private static PushoverAddress of(Matcher found) {
        return new PushoverAddress(new Secret(found.group("token")), new Secret(found.group("user")),
                Optional.ofNullable(found.group("devices")));
    }
}
