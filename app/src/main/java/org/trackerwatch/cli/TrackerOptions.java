package org.trackerwatch.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.trackerwatch.SiteAddress;
import org.trackerwatch.cli.input.Address;
import org.trackerwatch.cli.input.JoinDate;
import org.trackerwatch.cli.input.Moment;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a user says of an account, the same when it is added and when it is changed.
final class TrackerOptions {

    private static final String SECRET_FILE = "TRACKERWATCH_SECRET_FILE";

    /// As many as there are in a day if no site is asked more often than every quarter of an hour.
    private static final int MOST_PER_DAY = 96;

    @Option(names = "--url", paramLabel = "URL", description = "The site's address, where it is not the one that is known.")
    Optional<String> url = Optional.empty();

    @Option(names = "--username", paramLabel = "NAME", description = "Your name there, where pages are found by it.")
    Optional<String> username = Optional.empty();

    @Option(names = "--secret-file", paramLabel = "FILE", description = "Holds the API key, the cookies, or user name and password.")
    Optional<Path> secretFile = Optional.empty();

    @Option(names = "--secret-stdin", description = "The same comes on standard input.")
    boolean secretStdin;

    @Mixin
    LoginOptions login;

    @Option(names = "--user-agent", paramLabel = "TEXT", description = "Of the browser that the cookies are from.")
    Optional<String> userAgent = Optional.empty();

    @Option(names = "--interval", paramLabel = "TIME", description = "How often it is polled: 60m, 6h. The site's own floor goes before it.")
    Optional<Duration> interval = Optional.empty();

    @Option(names = "--max-per-day", paramLabel = "N", description = "Polls a day at most, spread over it. The site's own limit goes before it.")
    Optional<Integer> maxPerDay = Optional.empty();

    @Option(names = "--min-ratio", paramLabel = "N", description = "The ratio that you want to keep, such as 0.6.")
    Optional<BigDecimal> minRatio = Optional.empty();

    @Option(names = "--joined", paramLabel = "DAY", description = "When you joined, where the site does not say it: 2021-03-04.")
    Optional<String> joined = Optional.empty();

    @Mixin
    ProxyOptions proxy;

    @Option(names = "--no-check", description = "Does not ask the site now.")
    boolean noCheck;

    Optional<String> address() {
        return url.map(Address::parse);
    }

    /// The tracker with these wishes in place of its former ones.
    Tracker applied(Tracker tracker, Moment moment) {
        return new Tracker(tracker.id(), tracker.name(), tracker.definition(), address().or(tracker::url),
                username.map(String::strip).or(tracker::username), interval.orElse(tracker.interval()),
                maxPerDay.map(TrackerOptions::daily).or(tracker::maxPerDay), minRatio.or(tracker::minRatio), joined.map(day -> day(day, moment)).or(tracker::joined), tracker.mode(),
                tracker.added());
    }

    /// More would be asked more often than any site may be.
    private static int daily(int polls) {
        if (polls < 1 || polls > MOST_PER_DAY) {
            throw Refusal.usage("--max-per-day must be from 1 to " + MOST_PER_DAY + ".");
        }
        return polls;
    }

    private static LocalDate day(String text, Moment moment) {
        return JoinDate.parse(text, LocalDate.ofInstant(moment.now(), moment.zone()));
    }

    /// Tells of wishes that the site's floor or a setting overrules.
    void overruled(Terminal terminal, Tracker kept, Duration effective) {
        if (username.isPresent() && kept.username().isEmpty()) {
            terminal.say("The user name is not kept, because the setting store-usernames is off.");
        }
        interval.filter(wanted -> wanted.compareTo(effective) < 0).ifPresent(wanted ->
                terminal.say("It may not be asked more often than every " + ValueText.length(effective) + ", by its site's floor or your own"
                        + " --max-per-day (“tracker catalog” shows what its definition allows; no site is asked more often than every"
                        + " 15 min), so that holds instead of " + ValueText.length(wanted) + "."));
        maxPerDay.filter(wanted -> wanted > Duration.ofDays(1).dividedBy(effective)).ifPresent(wanted ->
                terminal.say("It is read every " + ValueText.length(effective) + ", as its site or its interval wants it, which is less"
                        + " than " + wanted + " times a day."));
    }

    /// Told before anything is sent there.
    void exposed(Terminal terminal) {
        SiteAddress.exposure(address()).ifPresent(sentence -> terminal.say(Plain.of(sentence)));
    }

    /// Many sites end a session whose browser seems to be another.
    void hint(Terminal terminal, Credential credential) {
        if (credential instanceof Credential.Cookie && userAgent.isEmpty()) {
            terminal.say("If the site ends the session soon, it holds cookies to their browser: give its User-Agent, too, with"
                    + " --user-agent.");
        }
    }

    /// Whether the credential is going to be asked for at the keyboard.
    boolean isAsked(Terminal terminal) {
        return secretFile.isEmpty() && !secretStdin && terminal.variable(SECRET_FILE).isEmpty() && terminal.person().isPresent();
    }

    /// Nothing that is about polls makes sense for a site that is never polled, and no secret is taken in vain.
    void unpolled(Definition definition) {
        if (secretFile.isPresent() || secretStdin || userAgent.isPresent() || interval.isPresent() || maxPerDay.isPresent()
                || url.isPresent() || noCheck || login.login || proxy.isGiven()) {
            throw Refusal.usage(definition.name() + " is never asked for anything, since its staff do not want that; so it takes no key,"
                    + " no cookie, and nothing that says how it is polled. “tracker add " + definition.slug() + " --name NAME” is enough.");
        }
    }

    /// Asked for at the keyboard where no source was named.
    Credential credential(Terminal terminal, Definition definition) {
        var source = source(definition);
        return source.stored(terminal, secretFile, secretStdin, reading(definition)).orElseGet(() -> asked(source, terminal, definition));
    }

    private Credential asked(SecretSource source, Terminal terminal, Definition definition) {
        return login.isMeant(definition) ? login.asked(source.person(terminal), definition, username)
                : source.ask(terminal, reading(definition));
    }

    /// For a change: asked for if that is wished, else only where a source was named. The environment is not looked at,
    /// since what it names was not meant for a change.
    Optional<Credential> changed(boolean wished, Terminal terminal, Supplier<Definition> definition) {
        if (wished || login.login && secretFile.isEmpty() && !secretStdin) {
            return Optional.of(asked(source(definition.get()), terminal, definition.get()));
        }
        if (secretFile.isPresent() || secretStdin) {
            return source(definition.get()).given(terminal, secretFile, secretStdin, reading(definition.get()));
        }
        if (userAgent.isPresent()) {
            throw Refusal.usage("--user-agent belongs to the cookies of that browser; give them, too: --ask-secret.");
        }
        return Optional.empty();
    }

    private static SecretSource source(Definition definition) {
        var kinds = definition.accepts().stream().map(LoginOptions::named).collect(Collectors.joining(" or "));
        return new SecretSource("secret", SECRET_FILE, definition.name() + ", " + kinds
                + ". What you paste is not shown:");
    }

    private Function<String, Credential> reading(Definition definition) {
        boolean written = login.isMeant(definition);
        return pasted -> Refusal.toldBy(() -> written ? definition.login(pasted) : definition.credential(pasted, userAgent.orElse("")));
    }

    Optional<Secret> proxy() {
        return proxy.proxy();
    }
}
