package org.trackerwatch.trackers;

import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// How a page ended. Where a page was cut off, something is nearly always still open: a block, a table, a tag.
///
/// @param kind   what stands at its end
/// @param open   what nothing had closed before the end. More of it may have been to come, be it only a digit
/// @param isText whether text is the last thing on the page, which may be half of a figure
record Ending(Kind kind, Set<Element> open, boolean isText) {

    /// `SAID`: with `</body>` or `</html>`, where only comments and scripts follow; `LEFT_OUT`: without either; `WITHIN`: in a
    /// comment, a script, a tag or the like, so that nothing is known of what would have followed.
    enum Kind { SAID, LEFT_OUT, WITHIN }

    /// What may be open at the end: by the standard, or, as of fonts and the like, because browsers make good for it and
    /// people rely on that.
    private static final Set<String> MAY_STAY_OPEN = Set.of("html", "body", "p", "li", "dt", "dd", "option", "optgroup", "rb", "rt", "rtc",
            "rp", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "caption", "a", "b", "big", "center", "code", "em", "font",
            "form", "i", "nobr", "s", "small", "strike", "strong", "tt", "u");

    private static final Set<String> OUTERMOST = Set.of("html", "body");

    /// Of a page that nothing can be read from.
    static final Ending NONE = new Ending(Kind.WITHIN, Set.of(), true);

    boolean isSaid() {
        return kind == Kind.SAID;
    }

    /// Whether all is closed that HTML wants closed, with a tag as the last thing.
    boolean mayBeLeftOut() {
        return kind == Kind.LEFT_OUT && !isText && open.stream().allMatch(element -> MAY_STAY_OPEN.contains(element.normalName()));
    }

    /// Whether more of it might have been to come. What holds everything is open to the end of each page that leaves its
    /// end out; what of it can be wrong is judged by the rest.
    boolean isOpen(Element element) {
        return !isSaid() && open.contains(element) && !OUTERMOST.contains(element.normalName());
    }
}
