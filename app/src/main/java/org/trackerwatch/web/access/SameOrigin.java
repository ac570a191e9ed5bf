package org.trackerwatch.web.access;

import java.util.Locale;
import org.trackerwatch.store.Setting;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Request;

/// Lets no other site's page change anything in the name of whoever looks at it. The cookie is not sent along by other
/// sites in the first place; this holds where a browser is too old to know, and where a proxy signs in.
final class SameOrigin {

    private SameOrigin() {}

    /// @param byItself whether the browser proves who asks without that its page did anything: by a cookie, or through a proxy
    static void check(Request request, Sender sender, boolean byItself) {
        if (request.method().isSafe()) {
            return;
        }
        var site = request.header("Sec-Fetch-Site");
        var origin = request.header("Origin");
        boolean same = site.isPresent() ? site.get().equals("same-origin") : origin.map(text -> isOf(text, sender)).orElse(!byItself);
        if (!same) {
            throw new Refused(Problem.forbidden(site.isEmpty() && origin.isPresent()
                    ? "This was sent by a page of " + origin.get() + ", and this server was asked as “" + sender.host() + "”. If that is the same behind"
                            + " your reverse proxy, let it send Host or X-Forwarded-Host on, and name it in " + Setting.TRUSTED_PROXIES.key() + "."
                    : "This was not sent by a page of trackerwatch. A program uses a key (X-Api-Key) instead of a browser's session."));
        }
        if (byItself && hasBody(request) && !isJson(request)) {
            throw new Refused(Problem.of(415, "Wrong kind of content", "What is sent here is JSON, with the header Content-Type: application/json."));
        }
    }

    /// It is not read before it is known who sends it.
    private static boolean hasBody(Request request) {
        return request.header("Transfer-Encoding").isPresent() || request.header("Content-Length").filter(length -> !length.equals("0")).isPresent();
    }

    private static boolean isJson(Request request) {
        return request.header("Content-Type").filter(type -> type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")).isPresent();
    }

    private static boolean isOf(String origin, Sender sender) {
        var scheme = sender.secure() ? "https" : "http";
        return origin.equalsIgnoreCase(scheme + "://" + sender.host().replaceFirst(sender.secure() ? ":443$" : ":80$", ""));
    }
}
