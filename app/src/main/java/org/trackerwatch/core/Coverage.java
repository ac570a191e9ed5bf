package org.trackerwatch.core;

import java.util.EnumSet;
import java.util.Set;
import org.trackerwatch.core.Prospect.Blind;
import org.trackerwatch.core.Prospect.OnYourWord;
import org.trackerwatch.core.Prospect.Unpolled;
import org.trackerwatch.core.Prospect.Works;
import org.trackerwatch.trackers.Field;

/// What can be known of an account at best, and so which rules can ever find anything on it.
///
/// @param figures  that are told: by the site to this kind of credential, or by the user who types them in
/// @param polled   whether a program asks the site, so that it can be away or refuse
/// @param minRatio whether a minimum ratio is known: the definition's, the user's, or one that was told already; that a user
///                 could type it in does not mean that he will
/// @param joined   whether the user told when he joined
public record Coverage(Set<Field> figures, boolean polled, boolean minRatio, boolean joined) {

    public Coverage {
        figures = Set.copyOf(figures);
    }

    public Prospect of(Condition when) {
        return switch (when) {
            case FigureCondition.Below below -> told(below.of(), minRatio || polled && figures.contains(Field.REQUIRED_RATIO)
                    ? new Works() : new OnYourWord(Prospect.Word.MIN_RATIO));
            case FigureCondition figure -> told(figure.of(), new Works());
            case PollCondition.Anniversary _ -> joined || figures.contains(Field.JOINED)
                    ? new Works() : new OnYourWord(Prospect.Word.JOINED);
            case PollCondition.Fails _, PollCondition.Refused _, PollCondition.Recovers _, PollCondition.Flaps _ -> polled ? new Works() : new Unpolled();
            case PollCondition.Corrected _, PollCondition.IsOffline _ -> new Works();
        };
    }

    private Prospect told(Field needed, Prospect then) {
        return figures.contains(needed) ? then : new Blind(needed);
    }

    /// The built-in figures that are never told, in their order.
    public Set<Field> missing() {
        var missing = EnumSet.allOf(Field.class);
        missing.removeAll(figures);
        return missing;
    }
}
