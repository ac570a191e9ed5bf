package org.trackerwatch.deliver;

import java.util.List;
import java.util.stream.Collectors;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;

/// Messages as mail programs show them best: no image, nothing loaded from anywhere, no link.
final class HtmlMail {

    private static final int TEXT = 4000;
    private static final int FIGURES = 30;

    private HtmlMail() {}

    static String of(List<Message> messages) {
        return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif\">\n"
                + messages.stream().map(HtmlMail::block).collect(Collectors.joining("\n")) + "\n</body></html>";
    }

    private static String block(Message message) {
        var sheet = Sheet.of(message);
        var figures = sheet.figures().stream().limit(FIGURES).map(HtmlMail::row).collect(Collectors.joining("\n"));
        return "<div style=\"border-left:4px solid " + colour(message) + ";padding-left:12px;margin:0 0 24px\">\n<h3 style=\"margin:0 0 8px\">"
                + escaped(sheet.title()) + "</h3>\n<p>" + escaped(Text.cut(sheet.text(), TEXT)).replace("\n", "<br>\n") + "</p>\n"
                + (figures.isEmpty() ? "" : "<table>\n" + figures + "\n</table>\n")
                + "<p style=\"color:#777;font-size:small\">" + escaped(sheet.end()) + "</p>\n</div>";
    }

    private static String row(Figure figure) {
        return "<tr><td style=\"padding-right:16px;color:#555\">" + escaped(figure.name()) + "</td><td>" + escaped(figure.value()) + "</td></tr>";
    }

    private static String colour(Message message) {
        return switch (message.severity()) {
            case URGENT -> "#d32f2f";
            case WARNING -> "#f57c00";
            case GOOD -> "#388e3c";
            case INFO -> "#1976d2";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
