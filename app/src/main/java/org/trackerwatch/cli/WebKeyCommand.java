package org.trackerwatch.cli;

import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.report.KeyReport;
import org.trackerwatch.store.ApiKeys.ApiKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "key", description = "Keys for programs that ask the API.", footer = {"", "Example:", "  trackerwatch web key list"})
final class WebKeyCommand {

    private final Session session;

    WebKeyCommand(Session session) {
        this.session = session;
    }

    @Command(name = "add", description = "Makes a key and shows it, this once. It may only read, unless --full is given.",
            footer = {"", "Example:", "  trackerwatch web key add homepage"})
    int add(@Parameters(index = "0", paramLabel = "NAME", description = "Your word for who gets it.") String name,
            @Option(names = "--full", description = "It may change everything, too.") boolean full, @Mixin JsonOption output) {
        var made = Refusal.toldBy(() -> session.write(books -> books.app().apiKeys().make(books.tx(), name, full,
                books.app().random(), session.moment().now())));
        output.print(session.terminal(), () -> KeyReport.made(made.key(), made.text()), out -> out.println(made.text().reveal()));
        session.terminal().say("This key of “" + Plain.of(made.key().name()) + "” is shown only this once. A program sends it in the header X-Api-Key; it may "
                + (full ? "do everything." : "only read."));
        return 0;
    }

    @Command(name = "list", description = "Lists the keys; what they consist of is shown to nobody.",
            footer = {"", "Example:", "  trackerwatch web key list"})
    int list(@Mixin JsonOption output) {
        var keys = session.read(books -> books.app().apiKeys().list(books.tx()));
        output.print(session.terminal(), () -> KeyReport.all(keys), out -> {
            var table = new Table("NAME", "ACCESS", "MADE", "USED");
            keys.forEach(key -> table.row(key.name(), key.full() ? "full" : "read", Shown.time(key.made(), session.zone()),
                    key.used().map(at -> Shown.time(at, session.zone())).orElse("never")));
            table.print(out);
        });
        if (keys.isEmpty()) {
            session.terminal().say("There is no key. “trackerwatch web key add NAME” makes one.");
        }
        return 0;
    }

    @Command(name = "remove", description = "Takes a key back; whoever has it is let in no more.",
            footer = {"", "Example:", "  trackerwatch web key remove homepage"})
    int remove(@Parameters(index = "0", paramLabel = "NAME", description = "As “web key list” shows it.") String name) {
        boolean removed = session.write(books -> books.app().apiKeys().list(books.tx()).stream().filter(key -> key.name().equalsIgnoreCase(name.strip()))
                .map(ApiKey::id).findFirst().filter(id -> books.app().apiKeys().remove(books.tx(), id)).isPresent());
        if (!removed) {
            throw Refusal.failed("There is no key “" + Plain.of(name) + "”; “trackerwatch web key list” shows them.");
        }
        session.terminal().say("The key of “" + Plain.of(name.strip()) + "” opens nothing any more.");
        return 0;
    }
}
