package org.trackerwatch.cli;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.KeyRotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "key", description = "The key that all secrets in the database are sealed with.",
        footer = {"", "Example:", "  trackerwatch key rotate --keep-old"})
final class KeyCommand {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Session session;

    KeyCommand(Session session) {
        this.session = session;
    }

    @Command(name = "rotate", description = "Makes a new key and seals everything anew. The daemon must not run.",
            footer = {"", "Backups made before need the old key. It is gone then, unless --keep-old keeps it,",
                    "so you are asked whether you mean that.",
                    "", "Example:", "  trackerwatch key rotate --keep-old"})
    int rotate(@Option(names = "--keep-old", description = "Keeps the old key beside the new one, under a name with the date.") boolean keep,
            @Option(names = "--to", paramLabel = "FILE", description = "Writes the new key there, if the present one can't be replaced where it is.")
            Optional<Path> to, @Option(names = {"-y", "--yes"}, description = "Does not ask.") boolean yes, @Mixin JsonOption output) {
        session.agreed(yes || keep || to.isPresent(), "Make a new key, and forget the old one? Backups made before can't be opened without it; “--keep-old” would keep it.");
        var key = session.config().keyFile();
        var rotation = new KeyRotation(session.config().database(), key, to.map(Path::toAbsolutePath));
        var kept = Optional.of(rotation.former(SECOND.format(session.moment().now()))).filter(_ -> keep && to.isEmpty());
        var done = rotation.rotate(kept, session.random());
        output.print(session.terminal(), () -> {
            var document = Json.object().put("resealed", done.resealed()).put("key_file", done.key().toString());
            document.set("old_key_file", Json.text(done.kept()));
            return document;
        }, out -> {});
        session.terminal().say(Shown.count(done.resealed(), "secret") + (done.resealed() == 1 ? " is" : " are") + " sealed with the new key " + Plain.of(done.key().toString()) + ".");
        to.ifPresent(file -> session.terminal().say("From now on start trackerwatch with TRACKERWATCH_KEY_FILE=" + Plain.of(done.key().toString()) + "."));
        session.terminal().say(done.kept().map(file -> "Backups made before need the old key, which is " + Plain.of(file.toString())
                + ": “trackerwatch restore --key-file” takes it. “trackerwatch backup” makes one that needs the new key.")
                .orElse("Backups made before need the old key, which is gone, unless you have a copy of it (another time: --keep-old). Make a new one now with “trackerwatch backup”."));
        return 0;
    }
}
