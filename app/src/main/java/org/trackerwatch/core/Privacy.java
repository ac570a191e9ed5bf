package org.trackerwatch.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// What of one message may be read by its target.
///
/// Where the tracker's name is hidden, nothing that could tell it is put into the message in the first place: no name,
/// address, class or text of the site's. A user's own rule may have it in its words, and these are masked. Those of the
/// bundled rules are not: of a tracker called "Ratio", a mask where the word belongs would tell the name.
///
/// @param nameHidden the tracker is "A tracker"
/// @param theirs     over what a site wrote
/// @param whole      over the whole message
record Privacy(boolean nameHidden, Mask theirs, Mask whole) {

    private static final int LONGEST = 300;

    /// With the tracker's name the user's is hidden, too.
    ///
    /// @param ourWords the message is made of our words and the values in them
    static Privacy of(Wording wording, boolean ourWords, AccountStats figures) {
        boolean nameHidden = wording.target().hideName();
        var usernames = wording.usernames() && !nameHidden ? List.<String>of()
                : Stream.concat(wording.tracker().username().stream(), figures.text(Field.USERNAME).stream()).toList();
        var hidden = new ArrayList<>(usernames);
        if (nameHidden) {
            hidden.addAll(wording.naming().words(wording.tracker()));
            figures.text(Field.CLASS).ifPresent(hidden::add);
        }
        return new Privacy(nameHidden, Mask.anywhere(usernames), Mask.anywhere(ourWords ? List.of() : hidden));
    }

    String show(Value value, Wording wording) {
        return nameHidden && value instanceof Value.Text ? Mask.DOTS : clean(ValueText.show(value, wording.zone()));
    }

    /// On one line, without user names where they are hidden, and without characters that turn the reading direction or
    /// are not seen at all.
    String clean(String text) {
        var plain = text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").replaceAll("[\\p{Cf}&&[^\\u200d]]", "").strip();
        var shown = theirs.over(plain);
        return shown.codePointCount(0, shown.length()) <= LONGEST ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
