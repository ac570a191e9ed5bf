package org.trackerwatch.core;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a program reads of a [Message]: the same in names and numbers. Privacy has already been applied.
///
/// @param id      of what is told: the same on every resend and for every target, another for everything else. It is a
///                hash that names nobody
/// @param type    the rule's key, or one of the words below
/// @param tracker whom it concerns; empty where the name is hidden, and where no tracker is concerned
/// @param data    by names in snake case: numbers in base units (bytes, seconds), texts, booleans, lists of texts; null
///                for what is unknown or may not be told
/// @param trial   it was asked for, and nothing has happened
public record Story(String id, String type, Optional<Subject> tracker, Map<String, @Nullable Object> data, boolean trial) {

    /// Shows that a target works.
    public static final String TEST = "test";
    /// About trackerwatch itself.
    public static final String NOTICE = "notice";
    /// Several things at once.
    public static final String DIGEST = "digest";
    /// In the data of what tells of a target: its name.
    public static final String TARGET = "target";
    /// By a user's own rule, whose name could tell the tracker's.
    public static final String CUSTOM = "custom";

    /// @param name the user's name for the account
    /// @param site what it is an account of
    public record Subject(String name, String site) {}

    public Story {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /// One that concerns no tracker.
    ///
    /// @param occurrence the same for the same telling, and for no other
    public static Story of(String type, String occurrence, Map<String, @Nullable Object> data) {
        return new Story(id(occurrence), type, Optional.empty(), data, type.equals(TEST));
    }

    /// The same, with the target that it tells of under another name.
    Story calling(String other) {
        var renamed = new LinkedHashMap<String, @Nullable Object>(data);
        renamed.put(TARGET, other);
        return new Story(id, type, tracker, renamed, trial);
    }

    /// The same again at another time: each reminder is a telling of its own.
    public Story retold(Instant at) {
        return new Story(id(id + " " + at), type, tracker, data, trial);
    }

    /// The same as an example, which may be asked for again and again.
    ///
    /// @param occurrence of asking
    public Story rehearsed(String occurrence) {
        return new Story(id(occurrence), type, tracker, data, true);
    }

    static String id(String occurrence) {
        return "evt_" + UUID.nameUUIDFromBytes(occurrence.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    }
}
