package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.trackerwatch.core.Message;

/// One text of Matrix's, plain for notifications and simple programs, and as HTML for the others.
///
/// @param messages that it holds
record MatrixPage(String plain, String html, int messages) {

    /// An event may have 65,536 bytes as it travels between servers, with signatures and more that the homeserver adds.
    private static final int MOST = 48 * 1024;

    private static final int TITLE = 256;
    private static final int TEXT = 2048;
    private static final int FIGURE = 256;
    private static final int FIGURES = 20;
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

    static MatrixPage of(Message message) {
        var sheet = Sheet.of(message);
        var title = Text.cut(sheet.title(), TITLE);
        var text = Text.cut(sheet.text(), TEXT);
        var end = Text.cut(sheet.end(), END);
        var figures = sheet.figures().stream().limit(FIGURES)
                .map(figure -> Text.cut(figure.name(), FIGURE) + ": " + Text.cut(figure.value(), FIGURE) + "\n").collect(Collectors.joining());
        var body = (text.isEmpty() ? "" : text + "\n") + figures;
        var mark = Sheet.mark(message) + " ";
        return new MatrixPage(mark + title + "\n" + body + end,
                mark + "<strong>" + escaped(title) + "</strong><br>" + escaped(body) + "<em>" + escaped(end) + "</em>", 1);
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
