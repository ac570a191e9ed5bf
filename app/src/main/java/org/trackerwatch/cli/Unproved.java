package org.trackerwatch.cli;

import org.trackerwatch.cli.terminal.JsonPrinter;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.PollFailure;

/// Says that a site did not show a credential to be good, and what to do.
///
/// @param nothing what was left undone: `Nothing was added`
record Unproved(Session session, JsonOption output, String nothing) {

    /// @return the exit status
    int told(PollFailure failure) {
        var sentence = failure.detail() + " " + nothing + switch (failure.reason().blame()) {
            case USER -> ", and nothing more is asked.";
            case SITE, NETWORK -> ". Try again later, or use --no-check, which takes your word for it.";
            case DEFINITION -> ". Check --url, or use --no-check, which takes your word for it.";
        };
        if (output.json) {
            var document = Json.object().put("error", sentence).put("outcome", "failed");
            document.set("failure", Json.failure(failure));
            JsonPrinter.print(session.terminal().out(), document);
        }
        session.terminal().say(Plain.of(sentence));
        return Refusal.FAILED;
    }
}
