package org.trackerwatch.trackers;

import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// The end of a page that has neither `</body>` nor `</html>`, as HTML allows it. Where a page was cut off, something is
/// nearly always still open: a block, a table, a tag.
final class Ending {

    /// What may be open at the end: by the standard, or, as of fonts and the like, because browsers make good for it and
    /// people rely on that.
    private static final Set<String> MAY_STAY_OPEN = Set.of("html", "body", "p", "li", "dt", "dd", "option", "optgroup", "rb", "rt", "rtc",
            "rp", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "caption", "a", "b", "big", "center", "code", "em", "font",
            "form", "i", "nobr", "s", "small", "strike", "strong", "tt", "u");

    private Ending() {}

    /// Whether all is closed that HTML wants closed, with a tag as the last word: text at the end may be half of a figure.
    static boolean isWhole(String text) {
        return text.stripTrailing().endsWith(">") && text.lastIndexOf("<!--") <= text.lastIndexOf("-->")
                && isClosed(Parser.htmlParser().setTrackPosition(true).parseInput(text, ""));
    }

    /// What is open at the end is the last on the page, or the last within that. A page of no more than its head is none.
    private static boolean isClosed(Document page) {
        var last = page.body().lastElementChild();
        boolean any = last != null;
        while (last != null && last.endSourceRange().isImplicit() && mayStayOpen(last)) {
            last = last.lastElementChild();
        }
        return any && (last == null || !last.endSourceRange().isImplicit());
    }

    private static boolean mayStayOpen(Element element) {
        return element.tag().isEmpty() || MAY_STAY_OPEN.contains(element.normalName());
    }
}
