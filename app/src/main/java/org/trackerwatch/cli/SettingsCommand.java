package org.trackerwatch.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.trackerwatch.SettingChange;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.report.SettingReport;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.store.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "settings", description = "What holds for all trackers.",
        footer = {"", "Example:", "  trackerwatch settings set poll-interval 90m"})
final class SettingsCommand {

    private static final SecretSource PING = new SecretSource("url", "TRACKERWATCH_PING_URL_FILE",
            "The address to call while all is well. What you paste is not shown:");

    private final Session session;

    SettingsCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists the settings, their values and their meanings.",
            footer = {"", "Example:", "  trackerwatch settings list"})
    int list(@Mixin JsonOption output) {
        var settings = session.read(books -> Setting.ALL.stream().<Setting.Current>map(each -> each.current(books.tx())).toList());
        boolean pings = session.read(books -> books.app().sealedSettings().get(books.tx(), SealedSettings.PING_URL)).isPresent();
        output.print(session.terminal(), () -> session.read(books -> SettingReport.all(books.app(), books.tx())), out -> table(settings, pings, out));
        return 0;
    }

    @Command(name = "set", description = "Changes a setting; a running daemon follows at its next round.",
            footer = {"", "Example:", "  trackerwatch settings set store-usernames off"})
    int set(@Parameters(index = "0", paramLabel = "SETTING", description = "Its name.") String key,
            @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = "Its value; of ping-url only “none”.")
            Optional<String> value,
            @Option(names = "--url-file", paramLabel = "FILE", description = "Holds the ping-url.") Optional<Path> file,
            @Option(names = "--url-stdin", description = "The ping-url comes on standard input.") boolean stdin) {
        if (key.strip().toLowerCase(Locale.ROOT).replace('_', '-').equals(SealedSettings.PING_URL)) {
            return ping(value, file, stdin);
        }
        if (file.isPresent() || stdin) {
            throw Refusal.usage("Only ping-url is read from a file or from standard input.");
        }
        var changed = told(() -> {
            var setting = Setting.named(key);
            var wanted = value.orElseThrow(() -> Refusal.usage("VALUE is missing. Allowed is " + setting.allowed() + "."));
            return session.write(books -> new SettingChange(books.app()).set(books.tx(), setting, wanted));
        });
        session.terminal().say(changed.setting().key() + " is " + changed.value() + " now.");
        return 0;
    }

    /// Whoever has the address can keep the watcher quiet, so it is no argument and is shown to nobody.
    private int ping(Optional<String> value, Optional<Path> file, boolean stdin) {
        if (value.filter(word -> !word.strip().equalsIgnoreCase("none")).isPresent()) {
            throw Refusal.usage("The ping-url is a secret and no argument, which the shell's history would keep. Leave it out to be"
                    + " asked, or use --url-file or --url-stdin; “none” removes it.");
        }
        if (value.isPresent()) {
            session.write(books -> {
                books.app().sealedSettings().clear(books.tx(), SealedSettings.PING_URL);
                return value;
            });
            session.terminal().say("Nobody is called any more.");
            return 0;
        }
        var address = PING.read(session.terminal(), file, stdin, pasted -> Refusal.toldBy(() -> new SettingChange(session.app()).pingAddress(pasted)));
        session.write(books -> {
            books.app().sealedSettings().set(books.tx(), SealedSettings.PING_URL, address);
            return address;
        });
        session.terminal().say("The daemon calls ping-url as long as all is well.");
        return 0;
    }

    /// Names and values of settings are a fixed vocabulary, so what is none is wrong usage.
    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()));
        }
    }

    private static void table(List<Setting.Current> settings, boolean pings, PrintStream out) {
        var table = new Table("SETTING", "VALUE", "MEANING");
        settings.forEach(each -> table.row(each.setting().key(), each.value(), each.setting().meaning()));
        table.row(SealedSettings.PING_URL, pings ? "•••" : "none", SettingReport.PING_MEANING);
        table.print(out);
    }
}
