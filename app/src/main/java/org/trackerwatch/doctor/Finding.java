package org.trackerwatch.doctor;

import java.util.Optional;

/// What a check found.
///
/// @param text   one or more sentences of what is so; never a secret
/// @param remedy what to do; empty where nothing need be done
public record Finding(Level level, String text, Optional<String> remedy) {

    /// From good to bad.
    public enum Level {
        OK,
        /// Works, or will be asked for later.
        WARNING,
        /// Something that was asked for doesn't happen.
        BROKEN
    }

    static Finding ok(String text) {
        return new Finding(Level.OK, text, Optional.empty());
    }

    static Finding warning(String text, String remedy) {
        return new Finding(Level.WARNING, text, Optional.of(remedy));
    }

    static Finding broken(String text, String remedy) {
        return new Finding(Level.BROKEN, text, Optional.of(remedy));
    }
}
