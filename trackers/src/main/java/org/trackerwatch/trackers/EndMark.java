package org.trackerwatch.trackers;

import java.io.Reader;
import java.nio.CharBuffer;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// A mark that is put where a page ends, before it is parsed. Where the mark comes to lie in the tree is what the parser saw
/// at that place: whether a `</body>` is one, or stands in a script, a comment or an attribute, and what was open there.
/// No search of the text could tell.
///
/// @param text of the page
/// @param at   where in it the mark is put: before `</body>` or `</html>`, else at its very end
record EndMark(String text, int at) {

    /// A script, as that is let stand anywhere: in a table or a list of options, other things are put elsewhere.
    private static final String NAME = "data-the-end-of-the-page";
    private static final String MARK = "<script " + NAME + "></script>";

    private static final Pattern END = Pattern.compile("(?i)</(html|body)\\s*>");

    /// What is no part of a page and may follow its end.
    private static final Pattern NOTHING = Pattern.compile("(?is)\\s+|</(?:html|body)\\s*>|<!--.*?-->|<(script|style|noscript)\\b[^>]*>.*?</\\1\\s*>");

    /// How long before the end of the text a page may have ended.
    private static final int LONGEST_REST = 1 << 16;

    static EndMark in(String text) {
        var ends = END.matcher(text).region(Math.max(0, text.length() - LONGEST_REST), text.length());
        while (ends.find()) {
            if (isLast(text, ends.end())) {
                return new EndMark(text, ends.start());
            }
        }
        return new EndMark(text, text.length());
    }

    private static boolean isLast(String text, int from) {
        var rest = NOTHING.matcher(text);
        int at = from;
        while (at < text.length() && rest.region(at, text.length()).lookingAt()) {
            at = rest.end();
        }
        return at == text.length();
    }

    /// Not put together as a text, which may have millions of letters.
    Reader marked() {
        return new Chained(List.of(CharBuffer.wrap(text, 0, at), CharBuffer.wrap(MARK), CharBuffer.wrap(text, at, text.length())));
    }

    /// One after the other.
    private static final class Chained extends Reader {

        private final Iterator<CharBuffer> rest;
        private CharBuffer part;

        private Chained(List<CharBuffer> parts) {
            rest = parts.iterator();
            part = rest.next();
        }

        @Override
        public int read(char[] into, int from, int most) {
            while (!part.hasRemaining() && rest.hasNext()) {
                part = rest.next();
            }
            int length = Math.min(most, part.remaining());
            part.get(into, from, length);
            return length == 0 && most > 0 ? -1 : length;
        }

        @Override
        public void close() {
            part = CharBuffer.allocate(0);
        }
    }

    /// @param page that was made of [#marked], and is the page itself afterwards
    Ending takenFrom(Document page) {
        var mark = page.getElementsByAttribute(NAME).last();
        if (mark == null || !mark.normalName().equals("script")) {
            return Ending.NONE;
        }
        var open = mark.parents().stream().collect(Collectors.toCollection(HashSet<Element>::new));
        mark.remove();
        return new Ending(kind(page), open, !text.stripTrailing().endsWith(">") && !isMereWords());
    }

    /// A page of no more than its head is none.
    private Ending.Kind kind(Document page) {
        return at < text.length() ? Ending.Kind.SAID
                : page.body().childrenSize() > 0 || isMereWords() ? Ending.Kind.LEFT_OUT : Ending.Kind.WITHIN;
    }

    /// "No record", without a tag. Behind a digit another may have been to come.
    private boolean isMereWords() {
        return text.chars().noneMatch(letter -> letter == '<' || Character.isDigit(letter));
    }
}
