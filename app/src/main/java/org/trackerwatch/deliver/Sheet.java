package org.trackerwatch.deliver;

import java.util.List;
import java.util.stream.Stream;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;

/// A message as plain text that is fit to be shown, before a provider gives it its markup and its limits.
///
/// @param title   never blank
/// @param text    may be empty
/// @param figures none of them blank
/// @param end     the code and the note
record Sheet(String title, String text, List<Figure> figures, String end) {

    static Sheet of(Message message) {
        var figures = message.figures().stream()
                .map(figure -> new Figure(visible(Text.oneLine(figure.name())), visible(Text.oneLine(figure.value())))).toList();
        var text = Text.clean(message.text());
        return new Sheet(visible(Text.oneLine(message.title())), Text.isBlank(text) ? "" : inert(text), figures,
                inert(Text.oneLine(message.code() + message.note().map(note -> " · " + note).orElse(""))));
    }

    /// How grave it is, where colours can't say so.
    static String mark(Message message) {
        return switch (message.severity()) {
            case URGENT -> "🔴";
            case WARNING -> "🟠";
            case GOOD -> "🟢";
            case INFO -> "🔵";
        };
    }

    /// The title, the text, the figures and the end, each on lines of its own.
    ///
    /// @param most figures
    String lines(int most) {
        var listed = figures.stream().limit(most).map(figure -> figure.name() + ": " + figure.value());
        return String.join("\n", Stream.of(Stream.of(title, text), listed, Stream.of(end)).flatMap(part -> part)
                .filter(line -> !line.isEmpty()).toList());
    }

    private static String visible(String text) {
        return Text.isBlank(text) ? "—" : inert(text);
    }

    private static String inert(String text) {
        return Inert.text(text);
    }
}
