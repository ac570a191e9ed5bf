package org.trackerwatch.trackers;

import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;

/// A CSS selector, compiled once.
///
/// @param css as it was written
record Selector(String css, Evaluator evaluator) {

    /// @throws org.jsoup.select.Selector.SelectorParseException where jsoup does not know it, as `:first` and `:last`
    static Selector of(String css) {
        return new Selector(css, QueryParser.parse(css));
    }

    Elements in(Element root) {
        return root.select(evaluator);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selector selector && css.equals(selector.css);
    }

    @Override
    public int hashCode() {
        return css.hashCode();
    }

    @Override
    public String toString() {
        return css;
    }
}
