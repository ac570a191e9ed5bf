package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trackerwatch.core.Message;

/// One text of Matrix's, plain for notifications and simple programs, and as HTML for the others.
///
/// @param messages that it holds
record MatrixPage(String plain, String html, int messages) {

    /// An event may have 65,536 bytes as it travels between servers, with signatures and more that the homeserver adds; and
    /// one that changes another holds its text twice.
    private static final int MOST = 28 * 1024;

    private static final int TITLE = 256;
    private static final int TEXT = 2048;
    private static final int FIGURE = 256;
    private static final int END = 256;

    private static final String NO_HTML = "";

    /// As many of them as fit, at least the first, which does.
    static MatrixPage of(List<Message> messages) {
        var page = of(messages.getFirst());
        for (var message : messages.subList(1, messages.size())) {
            var longer = page.and(of(message));
            if (longer.bytes() > MOST) {
                break;
            }
            page = longer;
        }
        return page;
    }

    /// The first figures matter most.
    private static MatrixPage of(Message message) {
        var sheet = Sheet.of(message);
        var head = Sheet.mark(message) + " ";
        var title = Text.cut(sheet.title(), TITLE);
        var text = Text.cut(sheet.text(), TEXT);
        var end = Text.cut(sheet.end(), END);
        var page = of(head, title, text.isEmpty() ? "" : text + "\n", end);
        var body = new StringBuilder(text.isEmpty() ? "" : text + "\n");
        for (var figure : sheet.figures()) {
            body.append(Text.cut(figure.name(), FIGURE)).append(": ").append(Text.cut(figure.value(), FIGURE)).append('\n');
            var longer = of(head, title, body.toString(), end);
            if (longer.bytes() > MOST) {
                break;
            }
            page = longer;
        }
        return page;
    }

    private static MatrixPage of(String head, String title, String body, String end) {
        return new MatrixPage(head + title + "\n" + body + end,
                head + "<strong>" + escaped(title) + "</strong><br>" + escaped(body) + "<em>" + escaped(end) + "</em>", 1);
    }

    MatrixPage plainly() {
        return new MatrixPage(plain, NO_HTML, messages);
    }

    /// @param silent as a notice, which no client rings for
    Map<String, Object> content(boolean silent) {
        var content = new LinkedHashMap<String, Object>();
        content.put("msgtype", silent ? "m.notice" : "m.text");
        content.put("body", plain);
        if (!html.equals(NO_HTML)) {
            content.put("format", "org.matrix.custom.html");
            content.put("formatted_body", html);
        }
        content.put("m.mentions", Map.of());
        return content;
    }

    private MatrixPage and(MatrixPage next) {
        return new MatrixPage(plain + "\n\n" + next.plain, html + "<br><br>" + next.html, messages + next.messages);
    }

    private int bytes() {
        return JsonText.write(content(false)).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("\n", "<br>");
    }
}
