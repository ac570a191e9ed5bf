package org.trackerwatch.trackers;

import java.util.Map;

/// That a site tells a buffer by its own formula, noted from one visit to the next. Where it once does and then doesn't,
/// because the page that holds it was not there, uploaded − downloaded is no substitute but another figure: going over to it
/// and back would be a fall, and a limit that is passed, which never happened.
final class OwnBuffer {

    private static final String NOTE = "buffer";
    private static final String OWN = "own";

    private OwnBuffer() {}

    /// @param told   whether the site told it this time
    /// @param memory of the visit, changed here
    static Outcome kept(Outcome outcome, boolean told, Map<String, String> memory) {
        if (!(outcome instanceof Outcome.Read(var stats))) {
            return outcome;
        }
        if (told) {
            memory.put(NOTE, OWN);
            return outcome;
        }
        return OWN.equals(memory.get(NOTE)) ? new Outcome.Read(stats.without(Field.BUFFER)) : outcome;
    }
}
