package org.trackerwatch.trackers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The status line and the headers of an answer, as an example keeps them: those that a reading looks at, and none that
/// carries a session.
final class CaptureHead {

    /// By name, how a value looks that says no more than a reading needs.
    private static final Map<String, Pattern> KEPT = Map.of("Date", Pattern.compile("[A-Za-z]{3}, [\\w: -]{16,30}"),
            "Retry-After", Pattern.compile("\\d{1,9}|[A-Za-z]{3}, [\\w: -]{16,30}"), "cf-mitigated", Pattern.compile("challenge"),
            "X-RateLimit-Limit", Pattern.compile("\\d{1,9}"), "X-RateLimit-Remaining", Pattern.compile("\\d{1,9}"),
            "X-RateLimit-Reset", Pattern.compile("\\d{1,12}"));

    private CaptureHead() {}

    /// @param type of the content, in place of the answer's own
    static List<String> lines(Capture.Taken taken, Optional<String> type) {
        var answer = taken.answer();
        var lines = new ArrayList<String>();
        lines.add("# " + taken.path());
        lines.add(taken.cookie() ? "# Cookie: removed" : "# Authorization: removed");
        lines.add("HTTP/1.1 " + answer.status());
        type.or(() -> answer.header("Content-Type")).ifPresent(value -> lines.add("Content-Type: " + value));
        answer.header("Location").ifPresent(value -> lines.add("Location: " + value.replaceFirst("[?#].*", "")));
        new TreeMap<>(KEPT).forEach((name, look) -> answer.header(name).filter(value -> look.matcher(value).matches())
                .ifPresent(value -> lines.add(name + ": " + value)));
        return lines;
    }
}
