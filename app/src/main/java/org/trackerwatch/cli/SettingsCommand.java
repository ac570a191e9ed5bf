package org.trackerwatch.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.trackerwatch.cli.terminal.Json;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.store.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "settings", description = "What holds for all trackers.",
        footer = {"", "Example:", "  trackerwatch settings set poll-interval 90m"})
final class SettingsCommand {

    private final Session session;

    SettingsCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists the settings, their values and their meanings.",
            footer = {"", "Example:", "  trackerwatch settings list"})
    int list(@Mixin JsonOption output) {
        var settings = session.read(books -> Setting.ALL.stream().<Setting.Current>map(each -> each.current(books.tx())).toList());
        output.print(session.terminal(), () -> document(settings), out -> table(settings, out));
        return 0;
    }

    @Command(name = "set", description = "Changes a setting; a running daemon follows at its next round.",
            footer = {"", "Example:", "  trackerwatch settings set store-usernames off"})
    int set(@Parameters(index = "0", paramLabel = "SETTING", description = "Its name.") String key,
            @Parameters(index = "1", paramLabel = "VALUE", description = "Its value.") String value) {
        var changed = told(() -> {
            var setting = Setting.named(key);
            return session.write(books -> setting.set(books.tx(), value));
        });
        if (changed.setting().equals(Setting.POLL_INTERVAL)) {
            session.write(books -> {
                books.app().registry().list(books.tx()).forEach(tracker -> session.sooner(books, tracker));
                return changed;
            });
        }
        session.terminal().say(changed.setting().key() + " is " + changed.value() + " now.");
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

    private static void table(List<Setting.Current> settings, PrintStream out) {
        var table = new Table("SETTING", "VALUE", "MEANING");
        settings.forEach(each -> table.row(each.setting().key(), each.value(), each.setting().meaning()));
        table.print(out);
    }

    private static JsonNode document(List<Setting.Current> settings) {
        var list = Json.array();
        settings.forEach(each -> inBaseUnits(list.addObject().put("key", each.setting().key()).put("value", each.value()), each)
                .put("changed", each.changed()).put("meaning", each.setting().meaning()).put("allowed", each.setting().allowed()));
        return list;
    }

    /// `seconds`, with `null` for ever, or `on`.
    private static ObjectNode inBaseUnits(ObjectNode node, Setting.Current current) {
        return switch (current.read()) {
            case Boolean on -> node.put("on", on);
            case Duration length -> node.put("seconds", length.toSeconds());
            case Optional<?> period when period.orElse(null) instanceof Duration length -> node.put("seconds", length.toSeconds());
            case Optional<?> address when current.setting().equals(Setting.CONTROL_CHECK) -> node.put("on", address.isPresent());
            default -> node.putNull("seconds");
        };
    }
}
