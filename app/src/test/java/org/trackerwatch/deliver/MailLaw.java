package org.trackerwatch.deliver;

import java.util.List;
import java.util.Optional;

/// What the standards forbid in a mail.
final class MailLaw {

    private static final List<String> ONCE = List.of("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted");

    private MailLaw() {}

    /// The server's reply, if it refuses the mail.
    ///
    /// @param text as it came, without its dots stuffed
    static Optional<String> refusal(String text, int largest, int longest) {
        if (text.length() > largest) {
            return Optional.of("552 5.3.4 Too big");
        }
        if (text.chars().anyMatch(unit -> unit > 0x7f)) {
            return Optional.of("554 5.6.1 Not ASCII, and nobody said 8BITMIME");
        }
        if (text.replace("\r\n", "").chars().anyMatch(unit -> unit == '\r' || unit == '\n' || unit == 0)) {
            return Optional.of("554 5.6.11 A line end that is none");
        }
        if (text.lines().anyMatch(line -> line.length() > longest)) {
            return Optional.of("554 5.6.0 A line is too long");
        }
        var head = text.substring(0, text.indexOf("\r\n\r\n") + 2);
        var wrong = ONCE.stream().filter(name -> head.lines().filter(line -> line.startsWith(name + ": ")).count() != 1).findFirst();
        return wrong.map(name -> "554 5.6.0 Not one " + name);
    }
}
