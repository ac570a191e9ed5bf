package org.trackerwatch.trackers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a site answered to one visit, before anything was taken out of it. It stays in memory: only what
/// [#scrubbed] makes of it may be written.
///
/// @param visit   what a poll has of it
/// @param answers by request
/// @param secrets what must be in none of them
/// @param names   the account's, as far as they are known without reading
/// @param missing requests of the definition that have no page in it
public record Capture(Visit visit, Definition definition, Map<String, Taken> answers, Set<Secret> secrets, List<String> names,
                      Map<String, Absence> missing) {

    /// Why there is no page.
    public enum Absence {

        /// It is asked for seldom, and was lately.
        NOT_DUE,

        OTHER_CREDENTIAL,

        /// What it stands in for was there, or what it is addressed by was not.
        NOT_NEEDED,

        NOT_ANSWERED,

        /// It could be missed, and the site answered with an error.
        ERROR
    }

    /// @param cookie whether it was asked for with a session, not with a key
    record Taken(Answer answer, String path, boolean cookie) {}

    /// What came of the attempt to make it fit for others' eyes.
    public sealed interface Scrubbed {

        /// @param files   by name, as an example has them
        /// @param removed how often what was taken out
        record Clean(Map<String, String> files, Map<String, Integer> removed) implements Scrubbed {}

        /// Something is left, or the figures do not come out any more.
        ///
        /// @param findings what and where, without repeating it
        record Unfit(List<String> findings) implements Scrubbed {}
    }

    /// @param reader reads it again, before and after
    public Scrubbed scrubbed(Reader reader) {
        return new Scrubbing(this, reader).outcome();
    }

    Map<String, SavedPage> pages() {
        var pages = new LinkedHashMap<String, SavedPage>();
        answers.forEach((name, taken) -> pages.put(name, SavedPage.of(taken.answer().body(), CaptureHead.lines(taken, Optional.empty()))));
        return pages;
    }
}
