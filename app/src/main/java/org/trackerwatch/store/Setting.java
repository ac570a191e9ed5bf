package org.trackerwatch.store;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.trackerwatch.trackers.Spans;

/// Something the user may set for the whole program. What is not set has its fallback.
///
/// @param key      its name on the command line and in the API
/// @param meaning  one sentence for `settings list`
/// @param fallback as the user would write it
/// @param allowed  what may be written, to complete "Allowed is …"
/// @param reading  of what was written; empty for what is not allowed
/// @param effect   what else is done when it is set
/// @param exact    whether capital letters mean something
public record Setting<T>(String key, String meaning, String fallback, String allowed,
                         Function<String, Optional<T>> reading, BiConsumer<Transaction, T> effect, boolean exact) {

    private Setting(String key, String meaning, String fallback, String allowed, Function<String, Optional<T>> reading,
                    BiConsumer<Transaction, T> effect) {
        this(key, meaning, fallback, allowed, reading, effect, false);
    }

    /// A setting as it is now, in the user's spelling.
    public record Current(Setting<?> setting, String value, boolean changed) {

        /// What it means: a [Boolean], a [Duration], or an [Optional] that is empty for ever, or for off.
        public Object read() {
            return setting.reading.apply(value).orElseThrow();
        }
    }

    public static final Setting<Duration> POLL_INTERVAL = new Setting<>("poll-interval",
            "How often a tracker is polled that has no interval of its own; a site's own floor goes before it.",
            "60m", "a length from 15m to 7d, such as 30m, 1h or 1d",
            text -> length(text).filter(within(Duration.ofMinutes(15), Duration.ofDays(7))), Setting::nothing);

    public static final Setting<Boolean> STORE_USERNAMES = new Setting<>("store-usernames",
            "Whether your user names are kept. Switching it off also removes those that were kept before.",
            "on", "on or off", Setting::onOrOff, (tx, stored) -> {
                if (!stored) {
                    Usernames.forget(tx);
                }
            });

    /// Empty means for good. The totals of each day stay in any case.
    public static final Setting<Optional<Duration>> RETENTION = new Setting<>("retention",
            "How long each single reading is kept; the figures of each day are kept for good.",
            "forever", "forever, or a length from 7d, such as 90d, 26w or 2y", Setting::period, Setting::nothing);

    /// Empty means for good.
    public static final Setting<Optional<Duration>> EVENT_RETENTION = new Setting<>("event-retention",
            "How long events and failed polls are kept, with who was told of them.",
            "2y", "forever, or a length from 7d, such as 90d, 26w or 2y", Setting::period, Setting::nothing);

    /// Empty means never.
    public static final Setting<Optional<Duration>> BACKUP_EVERY = new Setting<>("backup-every",
            "How often the daemon makes a backup of its database.",
            "1d", "off, or a length from 1h to 30d, such as 12h, 1d or 7d", text -> text.equals("off") ? Optional.of(Optional.empty())
                    : length(text).filter(within(Duration.ofHours(1), Duration.ofDays(30))).map(Optional::of), Setting::nothing);

    public static final Setting<Integer> BACKUP_DAILY = kept("backup-daily", "day", "3");

    public static final Setting<Integer> BACKUP_WEEKLY = kept("backup-weekly", "week", "2");

    public static final Setting<Integer> BACKUP_MONTHLY = kept("backup-monthly", "month", "1");

    public static final Setting<Path> BACKUP_FOLDER = new Setting<>("backup-folder",
            "Where backups lie, best on another disk; without a slash at its start it is within the configuration directory.",
            "backups", "the path of a folder", Spelling::folder, Setting::nothing, true);

    /// Empty means off, as it is until the user names somebody: no third party is told of us unasked. It is asked only when a tracker has just failed, or nothing could be reached; whatever it answers is
    /// good.
    public static final Setting<Optional<URI>> CONTROL_CHECK = new Setting<>("control-check",
            "An address that is asked, every 3 minutes at most, when a tracker can't be reached: if it does not answer either, it is"
                    + " trackerwatch that is offline.",
            "off", "off, or an http or https address, but no link-local one and none of a group",
            text -> Spelling.address(Spelling.schemed(text)), Setting::nothing, true);

    public static final Setting<Boolean> PING_ALLOW_PRIVATE = new Setting<>("ping-allow-private",
            "Whether the address that is pinged may be plain http and lead into your own network.",
            "off", "on or off", Setting::onOrOff, Setting::nothing);

    public static final Setting<List<String>> ALLOWED_HOSTS = new Setting<>("allowed-hosts",
            "The names that the page may be asked for by, beside localhost and addresses; a name that is none of them may be a trick to get"
                    + " at the page from another site.",
            "none", "none, or names with commas between them, such as trackerwatch.example.org",
            text -> list(text, Setting::host), Setting::nothing);

    public static final Setting<List<Network>> TRUSTED_PROXIES = new Setting<>("trusted-proxies",
            "The reverse proxies that are believed who asks, and for what: X-Forwarded-For, -Proto and -Host, and auth-header.",
            "none", "none, or addresses and networks with commas between them, such as 127.0.0.1, 172.18.0.0/16; none so wide that the internet is in it",
            text -> list(text, Spelling::network), Setting::nothing);

    /// Empty means off.
    public static final Setting<Optional<String>> AUTH_HEADER = new Setting<>("auth-header",
            "The header by which a trusted proxy says who signed in there; whoever of them is let in (auth-header-allowed) may do everything here.",
            "off", "off, or a header's name, such as Remote-User, but none that browsers and proxies send for everybody, such as User-Agent", Spelling::userHeader, Setting::nothing);

    /// Empty means everybody.
    public static final Setting<Optional<List<String>>> AUTH_HEADER_ALLOWED = new Setting<>("auth-header-allowed",
            "Whom of those that the proxy names in auth-header are let in.",
            "everybody", "everybody, or names with commas between them, letter by letter as the proxy writes them",
            text -> text.equalsIgnoreCase("everybody") ? Optional.of(Optional.empty()) : list(text, Setting::name).map(Optional::of), Setting::nothing, true);

    /// Empty means off.
    public static final Setting<Optional<URI>> OIDC_ISSUER = new Setting<>("oidc-issuer",
            "The identity provider (OpenID Connect) by which one may sign in, beside the password.",
            "off", "off, or an https address as the provider writes it, without “?” and “#” and not link-local, such as https://id.example.org/realms/home",
            Spelling::issuer, Setting::nothing, true);

    /// Empty means off.
    public static final Setting<Optional<String>> OIDC_CLIENT_ID = new Setting<>("oidc-client-id",
            "What trackerwatch is called at the identity provider.", "off", "off, or the client ID of the provider",
            text -> unlessOff(text, "\\S{1,200}"), Setting::nothing, true);

    public static final Setting<List<String>> OIDC_ALLOWED = new Setting<>("oidc-allowed",
            "Who of the identity provider's users may come in.",
            "none", "none, or a list with commas in it of e-mail addresses, sub:ID and group:NAME",
            text -> list(text, Setting::user), Setting::nothing, true);

    public static final List<Setting<?>> ALL = List.of(POLL_INTERVAL, STORE_USERNAMES, RETENTION, EVENT_RETENTION, BACKUP_EVERY, BACKUP_DAILY, BACKUP_WEEKLY,
            BACKUP_MONTHLY, BACKUP_FOLDER, CONTROL_CHECK,
            PING_ALLOW_PRIVATE, ALLOWED_HOSTS, TRUSTED_PROXIES, AUTH_HEADER, AUTH_HEADER_ALLOWED, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_ALLOWED);

    private static final Duration SHORTEST_PERIOD = Duration.ofDays(7);

    /// What holds now.
    public T in(Transaction tx) {
        return reading.apply(text(tx)).orElseThrow(() -> new StoreException("The setting " + key
                + " can't be read from the database. Set it anew: allowed is " + allowed + "."));
    }

    /// @throws IllegalArgumentException in words for the user, if it is not allowed
    public Current set(Transaction tx, String value) {
        boolean off = fallback.equals("off") && value.strip().equalsIgnoreCase("off");
        var plain = exact && !off ? value.strip() : value.strip().toLowerCase(Locale.ROOT);
        var read = reading.apply(plain).orElseThrow(() -> new IllegalArgumentException(
                "“" + value.strip() + "” is no value for " + key + ". Allowed is " + allowed + "."));
        tx.update("INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                key, plain);
        effect.accept(tx, read);
        return current(tx);
    }

    public Current current(Transaction tx) {
        var text = text(tx);
        return new Current(this, text, !text.equals(fallback));
    }

    /// @throws IllegalArgumentException in words for the user, if there is none of that name
    public static Setting<?> named(String key) {
        var wanted = key.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return ALL.stream().filter(setting -> setting.key.equals(wanted)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(key)));
    }

    private static String unknown(String key) {
        var keys = Stream.concat(ALL.stream().map(Setting::key), Stream.of(SealedSettings.PING_URL)).toList();
        var near = Names.nearest(key, keys);
        return "There is no setting “" + key.strip() + "”. "
                + (near.isEmpty() ? "" : "Did you mean " + near.getFirst() + "? ")
                + "The settings are " + String.join(", ", keys) + ".";
    }

    private String text(Transaction tx) {
        return tx.first("SELECT value FROM setting WHERE key = ?", row -> row.getString(1), key).orElse(fallback);
    }

    private static <T> void nothing(Transaction tx, T value) {}

    private static Optional<Boolean> onOrOff(String text) {
        return switch (text) {
            case "on" -> Optional.of(true);
            case "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Optional<Duration>> period(String text) {
        return text.equals("forever")
                ? Optional.of(Optional.empty())
                : length(text).filter(length -> length.compareTo(SHORTEST_PERIOD) >= 0).map(Optional::of);
    }

    private static Setting<Integer> kept(String key, String period, String fallback) {
        return new Setting<>(key, "Of how many past " + period + "s a scheduled backup is kept: the last one of each " + period + ".",
                fallback, "a number from 0 to 99", text -> text.matches("\\d{1,2}") ? Optional.of(Integer.valueOf(text)) : Optional.empty(),
                Setting::nothing);
    }

    /// “none” is the empty list; one wrong entry makes all of it wrong.
    private static <E> Optional<List<E>> list(String text, Function<String, Optional<E>> entry) {
        var entries = text.equals("none") ? List.<Optional<E>>of() : Stream.of(text.split(",")).map(String::strip).map(entry).toList();
        return entries.stream().allMatch(Optional::isPresent) ? Optional.of(entries.stream().flatMap(Optional::stream).toList()) : Optional.empty();
    }

    private static Optional<String> host(String text) {
        return Optional.of(text).filter(name -> name.matches("(?i)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*"));
    }

    private static Optional<String> user(String text) {
        return Optional.of(text).filter(name -> name.matches("[^\\s@]+@[^\\s@]+|(?:sub|group):.{1,200}"));
    }

    private static Optional<String> name(String text) {
        return Optional.of(text).filter(name -> name.matches("\\S(.{0,198}\\S)?"));
    }

    private static Optional<Optional<String>> unlessOff(String text, String pattern) {
        return text.equals("off") ? Optional.of(Optional.empty()) : Optional.of(text).filter(word -> word.matches(pattern)).map(Optional::of);
    }

    private static Predicate<Duration> within(Duration least, Duration most) {
        return length -> length.compareTo(least) >= 0 && length.compareTo(most) <= 0;
    }

    private static Optional<Duration> length(String text) {
        try {
            return Optional.of(Spans.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
