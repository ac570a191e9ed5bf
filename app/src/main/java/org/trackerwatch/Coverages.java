package org.trackerwatch;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.core.Coverage;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Field;

/// Works out what can be known of an account, from its site's definition and what the user said.
public final class Coverages {

    private Coverages() {}

    /// Of any account that is opened so.
    ///
    /// @param opener empty where the figures are typed in by hand, and so may be all
    public static Coverage of(Definition site, Optional<CredentialKind> opener) {
        return new Coverage(opener.map(site::reports).orElseGet(() -> EnumSet.allOf(Field.class)), opener.isPresent(),
                site.minRatio().isPresent(), false);
    }

    /// Of the user's own.
    ///
    /// @param known what it told already: some sites tell more than they are known for
    public static Coverage of(Tracker tracker, Definition site, Optional<CredentialKind> opener, Set<Field> known) {
        var any = of(site, opener);
        var figures = EnumSet.noneOf(Field.class);
        figures.addAll(any.figures());
        figures.addAll(known);
        return new Coverage(figures, any.polled(), any.minRatio() || tracker.minRatio().isPresent() || known.contains(Field.REQUIRED_RATIO), tracker.joined().isPresent());
    }
}
