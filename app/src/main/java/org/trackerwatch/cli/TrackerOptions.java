package org.trackerwatch.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.trackerwatch.cli.input.Address;
import org.trackerwatch.cli.input.JoinDate;
import org.trackerwatch.cli.input.Moment;
import org.trackerwatch.cli.input.SecretSource;
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

    @Option(names = "--min-ratio", paramLabel = "N", description = "The ratio that you want to keep, such as 0.6.")
    Optional<BigDecimal> minRatio = Optional.empty();

    @Option(names = "--joined", paramLabel = "DAY", description = "When you joined, where the site does not say it: 2021-03-04.")
    Optional<String> joined = Optional.empty();

    @Mixin
    ProxyOptions proxy;

    @Option(names = "--no-check", description = "Does not ask the site now.")
    boolean noCheck;

    /// The tracker with these wishes in place of its former ones.
    Tracker applied(Tracker tracker, Moment moment) {
        return new Tracker(tracker.id(), tracker.name(), tracker.definition(), url.map(Address::parse).or(tracker::url),
                username.map(String::strip).or(tracker::username), interval.orElse(tracker.interval()),
                minRatio.or(tracker::minRatio), joined.map(day -> day(day, moment)).or(tracker::joined), tracker.mode(),
                tracker.added());
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
                terminal.say("The site may not be asked more often than every " + ValueText.length(effective)
                        + " (“tracker catalog” shows what its definition allows; no site is asked more often than every 15 min),"
                        + " so that holds instead of " + ValueText.length(wanted) + "."));
    }

    /// Many sites end a session whose browser seems to be another.
    void hint(Terminal terminal, Credential credential) {
        if (credential instanceof Credential.Cookie && userAgent.isEmpty()) {
            terminal.say("If the site ends the session soon, it holds cookies to their browser: give its User-Agent, too, with"
                    + " --user-agent.");
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
        var kinds = definition.accepts().stream().map(kind -> LoginOptions.named(kind) + definition.hint(kind).map(hint -> " (" + hint + ")").orElse("")).collect(Collectors.joining(" or "));
        return new SecretSource("secret", "TRACKERWATCH_SECRET_FILE", definition.name() + " " + kinds
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
