package org.trackerwatch.deliver;

import java.util.Comparator;
import java.util.List;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;

/// Messages as one notification with a title and a plain text below it, for services that know nothing else.
///
/// @param messages that it holds, at least one
/// @param severity of the gravest of them
record Slip(String title, String body, int messages, Severity severity) {

    /// How long a text is, as the service counts: characters, bytes, or what else. A longer text is never shorter.
    interface Measure {

        int of(String text);

        /// At most so long, with "…" at the end if something was cut. Never ends in half a character.
        default String cut(String text, int most) {
            if (of(text) <= most) {
                return text;
            }
            int low = 0;
            int high = text.codePointCount(0, text.length());
            while (low < high) {
                int middle = (low + high + 1) / 2;
                boolean fits = of(beginning(text, middle) + "…") <= most;
                low = fits ? middle : low;
                high = fits ? high : middle - 1;
            }
            return beginning(text, low) + "…";
        }

        private static String beginning(String text, int points) {
            return text.substring(0, text.offsetByCodePoints(0, points));
        }
    }

    private static final int TITLE = 256;

    /// As many of them as fit.
    ///
    /// @param most length of the text below the title
    static Slip of(List<Message> messages, Measure measure, int most) {
        var all = untitled(messages, measure, most);
        var first = Sheet.of(messages.getFirst());
        var title = measure.cut(first.title(), TITLE);
        return all.messages == 1 ? new Slip(title, lines(first, measure, most), 1, all.severity)
                : new Slip(title + ", and " + (all.messages - 1) + " more", all.body, all.messages, all.severity);
    }

    /// For services that show no title: each message has its own within the text.
    static Slip untitled(List<Message> messages, Measure measure, int most) {
        var text = block(messages.getFirst(), measure, most);
        int count = 1;
        while (count < messages.size()) {
            var longer = text + "\n\n" + block(messages.get(count), measure, most);
            if (measure.of(longer) > most) {
                break;
            }
            text = longer;
            count++;
        }
        var severity = messages.stream().limit(count).map(Message::severity).min(Comparator.naturalOrder()).orElseThrow();
        return new Slip("", text, count, severity);
    }

    private static String block(Message message, Measure measure, int most) {
        var sheet = Sheet.of(message);
        var head = Sheet.mark(message) + " " + measure.cut(sheet.title(), most / 4) + "\n";
        return head + lines(sheet, measure, most - measure.of(head));
    }

    /// The first figures matter most, and the end more than any.
    private static String lines(Sheet sheet, Measure measure, int most) {
        var end = measure.cut(sheet.end(), most / 4);
        var lines = new StringBuilder(measure.cut(sheet.text(), most / 2));
        for (var figure : sheet.figures()) {
            var line = "\n" + measure.cut(figure.name(), most / 8) + ": " + measure.cut(figure.value(), most / 8);
            if (measure.of(lines + line + "\n" + end) > most) {
                break;
            }
            lines.append(line);
        }
        return lines.append("\n").append(end).toString().strip();
    }
}
