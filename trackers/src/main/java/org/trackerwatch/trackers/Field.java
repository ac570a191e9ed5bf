package org.trackerwatch.trackers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The built-in figures of an account. The names in lower case are the keys of definitions, of JSON and of CSV.
/// What a site offers beyond these is kept as an extra, whose name begins with `x_`.
public enum Field {
    USERNAME(Type.TEXT),
    USER_ID(Type.TEXT),
    CLASS(Type.TEXT),
    UPLOADED(Type.SIZE),
    DOWNLOADED(Type.SIZE),
    /// Uploaded ÷ downloaded; the site's own figure where its sizes are rounded.
    RATIO(Type.RATIO),
    /// The ratio that the site demands of this account now.
    REQUIRED_RATIO(Type.AMOUNT),
    /// What may still be downloaded, by the site's own formula; else uploaded − downloaded. May be negative.
    BUFFER(Type.SIZE),
    REAL_UPLOADED(Type.SIZE),
    REAL_DOWNLOADED(Type.SIZE),
    REAL_RATIO(Type.RATIO),
    SEEDING(Type.COUNT),
    LEECHING(Type.COUNT),
    SEED_SIZE(Type.SIZE),
    SNATCHED(Type.COUNT),
    UPLOADS(Type.COUNT),
    BONUS(Type.AMOUNT),
    BONUS_RATE(Type.AMOUNT),
    /// NexusPHP's second currency, which is never spent and decides the class.
    SEED_POINTS(Type.AMOUNT),
    TOKENS(Type.COUNT),
    INVITES(Type.COUNT),
    WARNED(Type.FLAG),
    WARNINGS(Type.COUNT),
    DONOR(Type.FLAG),
    PARKED(Type.FLAG),
    CAN_DOWNLOAD(Type.FLAG),
    VIP_UNTIL(Type.MOMENT),
    /// Engines mean different things: UNIT3D all that ever happened, NexusPHP those that failed and still count.
    HIT_AND_RUNS(Type.COUNT),
    /// Those that may still become hit-and-runs.
    HIT_AND_RUNS_PENDING(Type.COUNT),
    HIT_AND_RUN_LIMIT(Type.COUNT),
    INACTIVE_HIT_AND_RUNS(Type.COUNT),
    UNSATISFIED(Type.COUNT),
    UNSATISFIED_LIMIT(Type.COUNT),
    UNREAD(Type.COUNT),
    UNREAD_NOTIFICATIONS(Type.COUNT),
    JOINED(Type.MOMENT),
    LAST_SEEN(Type.MOMENT),
    AVERAGE_SEED_TIME(Type.SPAN),
    TOTAL_SEED_TIME(Type.SPAN),
    CONNECTABLE(Type.FLAG),
    KEY_EXPIRES(Type.MOMENT);

    /// How a field's text is read and how its [Value] is made.
    public enum Type { TEXT, SIZE, RATIO, COUNT, AMOUNT, FLAG, MOMENT, SPAN }

    private static final Map<String, Field> BY_KEY = Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Field::key, field -> field));

    private final Type type;
    private final String key = name().toLowerCase(Locale.ROOT);

    Field(Type type) {
        this.type = type;
    }

    public Type type() {
        return type;
    }

    public String key() {
        return key;
    }

    public static Optional<Field> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
