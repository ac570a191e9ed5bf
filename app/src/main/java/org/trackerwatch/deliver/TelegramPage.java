package org.trackerwatch.deliver;

import java.util.List;
import org.trackerwatch.core.Message;

/// One text of Telegram's, as its markup and as it is seen. Telegram limits what is left when the markup is parsed, in
/// UTF-16 units; and what it can't parse is sent again as it is seen.
final class TelegramPage {

    static final int MOST = 4096;

    private static final int TITLE = 256;
    private static final int TEXT = 2048;
    private static final int FIGURE = 256;
    private static final int END = 256;

    private final StringBuilder html = new StringBuilder();
    private final StringBuilder seen = new StringBuilder();

    /// One message, never longer than [#MOST]: the first figures matter most.
    static TelegramPage of(Message message) {
        var sheet = Sheet.of(message);
        var page = new TelegramPage();
        page.add(Sheet.mark(message) + " ");
        page.add("b", Text.cut(sheet.title(), TITLE));
        if (!sheet.text().isEmpty()) {
            page.add("\n" + Text.cut(sheet.text(), TEXT));
        }
        var end = Text.cut(sheet.end(), END);
        for (var figure : sheet.figures()) {
            var line = "\n" + Text.cut(figure.name(), FIGURE) + ": " + Text.cut(figure.value(), FIGURE);
            if (page.seen.length() + line.length() + 1 + end.length() > MOST) {
                break;
            }
            page.add(line);
        }
        page.add("\n");
        page.add("i", end);
        return page;
    }

    /// As many of them as fit on one, at least the first.
    static Filled of(List<Message> messages) {
        var page = of(messages.getFirst());
        int count = 1;
        while (count < messages.size()) {
            var next = of(messages.get(count));
            if (page.seen.length() + 2 + next.seen.length() > MOST) {
                break;
            }
            page.add("\n\n");
            page.html.append(next.html);
            page.seen.append(next.seen);
            count++;
        }
        return new Filled(page, count);
    }

    /// @param messages that it holds
    record Filled(TelegramPage page, int messages) {}

    String html() {
        return html.toString();
    }

    String seen() {
        return seen.toString();
    }

    private void add(String text) {
        html.append(escaped(text));
        seen.append(text);
    }

    private void add(String tag, String text) {
        html.append('<').append(tag).append('>').append(escaped(text)).append("</").append(tag).append('>');
        seen.append(text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
