package org.trackerwatch.deliver;

import java.time.Instant;

/// What a mail server said last.
///
/// @param stage what it said it to
/// @param code  its reply's three digits
/// @param text  as it was, on one or several lines
public record MailAnswer(Instant at, Stage stage, int code, String text) {

    MailAnswer saying(String other) {
        return new MailAnswer(at, stage, code, other);
    }

    public enum Stage {
        /// Before anybody said who he is.
        GREETING,
        LOGIN,
        SENDER,
        /// Whom it goes to, or whether it may be said now.
        RECIPIENT,
        /// The mail itself.
        CONTENT,
        /// Everything was said.
        DONE
    }
}
