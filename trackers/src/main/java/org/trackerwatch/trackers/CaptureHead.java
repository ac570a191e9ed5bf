package org.trackerwatch.trackers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The status line and the headers of an answer, as an example keeps them: those that a reading looks at, and none that
/// carries a session.
final class CaptureHead {

    private static final List<String> KEPT = List.of("Location", "Refresh", "Retry-After", "Date", "cf-mitigated",
            "X-RateLimit-Limit", "X-RateLimit-Remaining");

    private CaptureHead() {}

    /// @param type of the content, in place of the answer's own
    static List<String> lines(Capture.Taken taken, Optional<String> type) {
        var answer = taken.answer();
        var lines = new ArrayList<String>();
        lines.add("# " + taken.path());
        lines.add(taken.cookie() ? "# Cookie: removed" : "# Authorization: removed");
        lines.add("HTTP/1.1 " + answer.status());
        type.or(() -> answer.header("Content-Type")).ifPresent(value -> lines.add("Content-Type: " + value));
        KEPT.forEach(name -> answer.header(name).ifPresent(value -> lines.add(name + ": " + value)));
        return lines;
    }
}
