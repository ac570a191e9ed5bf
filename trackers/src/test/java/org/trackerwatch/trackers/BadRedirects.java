package org.trackerwatch.trackers;

import static org.trackerwatch.trackers.BadAnswer.raw;
import static org.trackerwatch.trackers.PollFailure.Reason.LAYOUT_CHANGED;
import static org.trackerwatch.trackers.PollFailure.Reason.MOVED;
import static org.trackerwatch.trackers.PollFailure.Reason.SITE_ERROR;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.trackerwatch.trackers.BadAnswer.Question;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Where a site sends us instead of answering. Nothing may arrive there.
final class BadRedirects {

    private static final Set<Reason> CIRCLE = Set.of(SITE_ERROR);

    private static final Set<Reason> AWAY = Set.of(MOVED);

    private static final Set<Reason> NOWHERE = Set.of(SITE_ERROR, MOVED);

    static final List<BadAnswer> ALL = List.of(
            to("round and round", CIRCLE, _ -> "/around"),
            to("to itself", CIRCLE, question -> question.own() + "/around?a=b#c"),
            to("to itself with a user", CIRCLE, question -> question.own().replace("://", "://anna:secret@") + "/around"),
            to("to a query alone", CIRCLE, _ -> "?again=1"),
            to("to nowhere in particular", CIRCLE, _ -> "around/../../../../around"),
            to("to another port", AWAY, question -> question.elsewhere() + "/around"),
            to("to another host", AWAY, question -> question.elsewhere().replace("127.0.0.1", "localhost") + "/around"),
            to("to another host in the same words", AWAY, question -> question.elsewhere().replace("http:", "") + "/around"),
            to("to another host that looks like this one", AWAY, question -> question.elsewhere().replace("://", "://" + question.own().substring(7).replace(":", "%3A") + "@")),
            to("to the same by another scheme", AWAY, question -> question.elsewhere().replace("http:", "https:") + "/around"),
            to("to a host after a backslash", NOWHERE, question -> "\\\\" + question.elsewhere().substring(7) + "/around"),
            to("to a slash too many", NOWHERE, question -> "http:/" + question.elsewhere().substring(7)),
            to("to a script", NOWHERE, _ -> "javascript:alert(1)"),
            to("to a file", NOWHERE, _ -> "file:///etc/passwd"),
            to("to what is no address", NOWHERE, _ -> "http://[broken"),
            raw("nowhere", CIRCLE, _ -> head("")),
            raw("by its page", Set.of(SITE_ERROR, LAYOUT_CHANGED), question -> BadAnswer.framed("Content-Type: text/html\r\nRefresh: 0; url=" + question.elsewhere()
                    + "\r\nLink: <" + question.elsewhere() + ">; rel=preload\r\n", ("<html><head><meta http-equiv='refresh' content='0;url=" + question.elsewhere()
                    + "'><script src='" + question.elsewhere() + "/x.js'></script><link rel=stylesheet href='" + question.elsewhere()
                    + "/x.css'></head><body><img src='" + question.elsewhere() + "/x.png'></body></html>").getBytes(StandardCharsets.UTF_8))));

    private BadRedirects() {}

    private static BadAnswer to(String name, Set<Reason> reasons, Function<Question, String> location) {
        return raw("redirects " + name, reasons, question -> head("Location: " + location.apply(question) + "\r\n"));
    }

    private static byte[] head(String headers) {
        return ("HTTP/1.1 302 Found\r\nConnection: close\r\n" + headers + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
