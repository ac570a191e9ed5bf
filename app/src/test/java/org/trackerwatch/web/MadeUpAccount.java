package org.trackerwatch.web;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Value;

/// One account that never was, hour by hour: more is uploaded in the evening and at weekends, downloads come in lumps, the
/// site fails now and then.
final class MadeUpAccount {

    private static final long GIB = 1L << 30;

    /// How an account is, and how its year goes.
    ///
    /// @param upload   GiB in a usual day
    /// @param download likewise, 0 for somebody who never downloads
    /// @param classes  what the class is called, from the first day to the last, evenly spread
    /// @param silent   what its site does not tell
    record Character(String name, String definition, String platform, double uploaded, double downloaded, double upload, double download,
                     int seeding, String[] classes, Set<Field> silent) {}

    private final Character character;
    private final RandomGenerator random;
    private final Instant begin;
    private final Instant end;
    private double uploaded;
    private double downloaded;
    private double bonus = 4000;
    private double mood = 1;
    private int seeding;
    private int hitAndRuns;
    private int unread;
    private boolean warned;
    private Optional<Instant> downUntil = Optional.empty();

    MadeUpAccount(Character character, RandomGenerator random, Instant begin, Instant end) {
        this.character = character;
        this.random = random;
        this.begin = begin;
        this.end = end;
        uploaded = character.uploaded;
        downloaded = character.downloaded;
        seeding = character.seeding;
    }

    String platform() {
        return character.platform;
    }

    Credential credential() {
        return switch (character.platform) {
            case "unit3d", "gazelle" -> new Credential.ApiKey(new Secret("made-up-key-of-" + character.definition));
            default -> new Credential.Cookie(new Secret("session=made-up-of-" + character.definition), "Mozilla/5.0");
        };
    }

    Tracker tracker() {
        var joined = LocalDate.ofInstant(begin, ZoneOffset.UTC).minusDays(40 + Math.floorMod(character.name.hashCode(), 900));
        return new Tracker(0, character.name, character.definition, Optional.empty(), Optional.of("someone"), Duration.ofHours(1),
                Optional.empty(), Optional.empty(), Optional.of(joined), character.platform.isEmpty() ? Tracker.Mode.MANUAL : Tracker.Mode.ACTIVE, begin);
    }

    /// What a poll of this hour comes to.
    Outcome at(Instant now) {
        live(now);
        if (downUntil.filter(now::isBefore).isPresent()) {
            return new Outcome.Failed(new PollFailure(Reason.SITE_ERROR, character.definition + ".example answered 502 (Bad Gateway)."));
        }
        return new Outcome.Read(told(now).settled());
    }

    /// The site fails from now on.
    void fail(Instant until) {
        downUntil = Optional.of(until);
    }

    void warn(boolean set) {
        warned = set;
    }

    void seed(int number) {
        seeding = number;
    }

    void takeHit() {
        hitAndRuns++;
    }

    void take(double gib) {
        downloaded += gib;
    }

    int usuallySeeding() {
        return character.seeding;
    }

    private void live(Instant now) {
        var time = now.atZone(ZoneOffset.UTC);
        mood = Math.clamp(mood * Math.exp(random.nextGaussian() * 0.035), 0.3, 2.6);
        double evening = 1 + 0.7 * Math.cos((time.getHour() - 21) / 24.0 * 2 * Math.PI);
        double weekend = time.getDayOfWeek().getValue() > 5 ? 1.4 : 0.85;
        uploaded += character.upload / 24 * mood * evening * weekend * (seeding == 0 ? 0 : random.nextDouble(0.4, 1.6));
        downloaded += random.nextInt(70) == 0 ? character.download * random.nextDouble(1.5, 4.5) : 0;
        bonus += seeding * 0.11 * random.nextDouble(0.9, 1.1) - (random.nextInt(900) == 0 ? bonus * 0.4 : 0);
        if (seeding > 0 && random.nextInt(9) == 0) {
            seeding = Math.max(1, seeding + random.nextInt(-2, 3) + (seeding < character.seeding * 2 ? random.nextInt(2) : 0));
        }
        unread = random.nextInt(150) == 0 ? unread + 1 : random.nextInt(60) == 0 ? 0 : unread;
        if (downUntil.filter(now::isBefore).isEmpty() && random.nextInt(1400) == 0) {
            fail(now.plus(Duration.ofHours(random.nextInt(2, 15))));
        }
    }

    private AccountStats told(Instant now) {
        var told = new EnumMap<Field, Value>(Field.class);
        told.put(Field.USERNAME, new Value.Text("someone"));
        told.put(Field.CLASS, new Value.Text(rank(now)));
        told.put(Field.UPLOADED, size(uploaded));
        told.put(Field.DOWNLOADED, size(downloaded));
        told.put(Field.SEEDING, new Value.Count(seeding));
        told.put(Field.LEECHING, new Value.Count(random.nextInt(6) == 0 ? 1 : 0));
        told.put(Field.SEED_SIZE, size(seeding * 14.2));
        told.put(Field.SNATCHED, new Value.Count(120 + Math.round(downloaded / 9)));
        told.put(Field.BONUS, new Value.Amount(BigDecimal.valueOf(Math.round(bonus * 10), 1)));
        told.put(Field.HIT_AND_RUNS, new Value.Count(hitAndRuns));
        told.put(Field.WARNED, new Value.Flag(warned));
        told.put(Field.UNREAD, new Value.Count(unread));
        told.put(Field.INVITES, new Value.Count(2));
        if (character.platform.equals("gazelle")) {
            told.put(Field.REQUIRED_RATIO, new Value.Amount(new BigDecimal("0.60")));
        }
        character.silent.forEach(told::remove);
        return AccountStats.of(told);
    }

    private String rank(Instant now) {
        double gone = (double) Duration.between(begin, now).toHours() / Math.max(1, Duration.between(begin, end).toHours());
        return character.classes[Math.clamp((int) (gone * character.classes.length), 0, character.classes.length - 1)];
    }

    private static Value size(double gib) {
        return ByteSize.exact((long) (gib * GIB));
    }
}
