package org.trackerwatch.store;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A copy of the database as its name tells of it: `trackerwatch-20261121T153000Z-scheduled.db`. Whether it is intact,
/// [Inspection] tells.
///
/// @param made when, to the second
/// @param from the format before an upgrade, of [Occasion#UPGRADE]
/// @param nr   which one of that second, from 1
public record Backup(Path file, Instant made, Occasion occasion, Optional<Integer> from, boolean withKey, int nr) {

    /// The newest first. By the letters of their names, `….db` would come after `…-2.db`.
    static final Comparator<Backup> NEWEST_FIRST = Comparator.comparing(Backup::made).thenComparing(Backup::nr).thenComparing(Backup::file).reversed();

    static final String ENDING = ".db";

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Pattern NAME = Pattern.compile(
            "trackerwatch-(\\d{8}T\\d{6}Z)(-scheduled|-upgrade-(\\d{1,4})-to-\\d{1,4})?(-with-key)?(?:-(\\d{1,3}))?\\.db");

    /// What it was made for. Only what was made by itself is removed by itself.
    public enum Occasion {
        ASKED_FOR, SCHEDULED, UPGRADE
    }

    /// Empty if it is no backup by its name, which those have that stand where the user wanted.
    public static Optional<Backup> of(Path file) {
        var name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            var from = Optional.ofNullable(name.group(3)).map(Integer::valueOf);
            var occasion = from.isPresent() ? Occasion.UPGRADE : name.group(2) == null ? Occasion.ASKED_FOR : Occasion.SCHEDULED;
            int nr = Optional.ofNullable(name.group(5)).map(Integer::parseInt).orElse(1);
            return Optional.of(new Backup(file, SECOND.parse(name.group(1), Instant::from), occasion, from, name.group(4) != null, nr));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Whether it lies there, both being of one folder.
    boolean isAt(Path place) {
        return file.getFileName().equals(place.getFileName());
    }

    /// The same name for one of that second.
    static Path numbered(Path file, int nr) {
        return nr == 1 ? file : file.resolveSibling(file.getFileName().toString().replace(ENDING, "-" + nr + ENDING));
    }

    /// The moment as names of files hold it: without colons, which not every file system takes.
    static String moment(Instant at) {
        return SECOND.format(at);
    }
}
