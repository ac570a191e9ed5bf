package org.trackerwatch.trackers;

/// The typographic characters that sites put into numbers and labels, turned into their ASCII kin. UNIT3D prints
/// U+00A0 before units and U+202F between thousands; Java's `\s`, `strip()` and `trim()` know neither.
final class Spaces {

    private Spaces() {}

    static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u2007', ' ').replace('\u2009', ' ').replace('\u202f', ' ')
                .replace('\u3000', ' ').replace('\uff1a', ':').replace('\u2212', '-');
    }
}
