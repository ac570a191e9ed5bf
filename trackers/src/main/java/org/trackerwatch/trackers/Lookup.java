package org.trackerwatch.trackers;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One place to look for a figure: on which answer, where, and how what is found there becomes a value.
///
/// @param from the request whose answer it is
record Lookup(String from, Source source, Refinement refinement) {

    /// Whether these pages, by the names of their requests, have all that it needs.
    boolean standsOn(Set<String> pages) {
        return source instanceof Source.Sum(var parts) ? parts.stream().allMatch(part -> part.standsOn(pages)) : pages.contains(from);
    }

    /// Whether it looks at this page at all, or a part of it does.
    boolean looksAt(String page) {
        return source instanceof Source.Sum(var parts) ? parts.stream().anyMatch(part -> part.looksAt(page)) : from.equals(page);
    }

    /// Applied in this order.
    ///
    /// @param query    the text is a URL: take this parameter of it
    /// @param match    the part of the text that matters
    /// @param group    the group of `match`
    /// @param map      the site's words → ours; a word that is not in it is unknown, unless `*` is
    /// @param absent   what it means if nothing was found; only where the site really means that
    /// @param as       how the text is read; the field's own type if absent
    /// @param format   of a date
    /// @param unit     of a size whose number comes without one
    /// @param decimals how many places the site rounds to, where it drops trailing zeros
    record Refinement(Optional<String> query, Optional<Regex> match, int group, Map<String, String> map,
                      Optional<String> absent, Optional<As> as, Optional<String> format, Optional<String> unit,
                      int decimals) {}

    /// The words of `as`.
    enum As {
        TEXT(Field.Type.TEXT), BYTES(Field.Type.SIZE), RATIO(Field.Type.RATIO), INT(Field.Type.COUNT),
        DECIMAL(Field.Type.AMOUNT), BOOL(Field.Type.FLAG), INSTANT(Field.Type.MOMENT), DATE(Field.Type.MOMENT),
        DURATION(Field.Type.SPAN);

        private final Field.Type type;

        As(Field.Type type) {
            this.type = type;
        }

        Field.Type type() {
            return type;
        }
    }
}
