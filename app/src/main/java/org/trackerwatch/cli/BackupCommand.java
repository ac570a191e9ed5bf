package org.trackerwatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.report.BackupReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Backup;
import org.trackerwatch.store.BackupState;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Checksum;
import org.trackerwatch.store.Inspection;
import org.trackerwatch.store.Proof;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.ByteSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "backup", description = "Copies the database to a file, while the daemon runs, and reads it back.",
        footer = {"", "Your definitions and rules are files of their own and not in it. The key is not in it either, so it gives no secret away;"
                + " but without the key nothing can be restored from it, so keep a copy of the key elsewhere.",
                "", "Example:", "  trackerwatch backup --to /mnt/backups"})
final class BackupCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--to", paramLabel = "FILE|DIR", description = "Where to: a file, or a folder that is there or ends with a slash; else the folder of the setting backup-folder.")
    Optional<String> to = Optional.empty();

    @Option(names = "--with-key", description = "Puts the key in it: whoever has that file can read every secret.")
    boolean withKey;

    @Mixin
    JsonOption output;

    BackupCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        to.ifPresent(BackupCommand::refuseIfUnclear);
        var backups = backups();
        var key = withKey ? Optional.of(session.config().keyFile()) : Optional.<Path>empty();
        var folder = session.read(books -> backups.folder(books.tx()));
        var made = to.filter(path -> !isFolder(path)).map(file -> backups.make(Path.of(file).toAbsolutePath(), key))
                .orElseGet(() -> backups.make(to.map(path -> Path.of(path).toAbsolutePath()).orElse(folder), Backup.Occasion.ASKED_FOR, key, session.moment().now()));
        output.print(session.terminal(), () -> BackupReport.of(made), out -> out.println(Plain.of(made.file().toString())));
        session.terminal().say("Written and read back: " + holding(made) + ", " + ByteSize.exact(made.bytes()) + ".");
        session.terminal().say(withKey ? "WARNING: the key is in it. Whoever has this file can read every credential; keep it as you keep passwords."
                : "The key is not in it. To restore it elsewhere you need a copy of " + Plain.of(session.config().keyFile().toString()) + ", too.");
        return 0;
    }

    /// A disk that is not mounted is none to write to, and a file by its name is not what was meant.
    private static void refuseIfUnclear(String path) {
        if (path.isBlank()) {
            throw Refusal.usage("--to names no file and no folder.");
        }
        if (!isFolder(path) && !Path.of(path).getFileName().toString().contains(".")) {
            throw Refusal.failed("There is no folder " + Plain.of(path) + ". Is its disk mounted? To have the folder made, put a slash at its end; a file gets a name that ends with .db. Nothing was done.");
        }
    }

    private static boolean isFolder(String path) {
        return path.endsWith("/") || Files.isDirectory(Path.of(path));
    }

    @Command(name = "list", description = "Lists the backups, and tells whether those that are made by themselves are.",
            footer = {"", "Example:", "  trackerwatch backup list"})
    int list(@Mixin JsonOption output) {
        var folder = session.read(books -> backups().folder(books.tx()));
        var state = session.read(books -> BackupState.get(books.tx()));
        var every = session.read(books -> Setting.BACKUP_EVERY.in(books.tx()));
        var backups = Backups.list(folder);
        output.print(session.terminal(), () -> BackupReport.all(folder, backups, state, every), out -> {
            var table = new Table("MADE", "SIZE", "FOR", "FILE");
            backups.forEach(backup -> table.row(session.moment().since(backup.made()), ByteSize.exact(backup.file().toFile().length()).toString(),
                    Json.word(backup.occasion()), backup.file().getFileName().toString() + (backup.withKey() ? " (holds the key)" : "")));
            table.print(out);
        });
        session.terminal().say(backups.isEmpty() ? "There is none in " + Plain.of(folder.toString()) + " yet." : "They lie in " + Plain.of(folder.toString()) + ".");
        state.flatMap(BackupState::file).map(Path::of).filter(last -> Files.exists(last) && !folder.equals(last.getParent())).ifPresent(last -> session.terminal()
                .say("Those made before the folder was changed stay in " + Plain.of(String.valueOf(last.getParent())) + "; they are neither listed nor removed by itself any more."));
        state.flatMap(BackupState::trouble).ifPresent(trouble -> session.terminal().say("The last scheduled one failed. " + Plain.of(trouble)));
        return 0;
    }

    @Command(name = "verify", description = "Reads backups completely, and tells whether they are as they were written.",
            footer = {"", "Whether the key opens what is in them, “restore --dry-run” tells. Exit status 0 if all are whole.",
                    "", "Example:", "  trackerwatch backup verify"})
    int verify(@Parameters(paramLabel = "FILE", description = "Which; else all in the folder of the setting backup-folder.") List<Path> files,
               @Mixin JsonOption output) {
        var all = files == null || files.isEmpty() ? Backups.list(session.read(books -> backups().folder(books.tx()))).stream().map(Backup::file).toList() : files;
        var troubles = new LinkedHashMap<Path, List<String>>();
        all.forEach(file -> troubles.put(file, troubles(file.toAbsolutePath())));
        output.print(session.terminal(), () -> BackupReport.verified(troubles), out -> {
            var table = new Table("FILE", "IT IS");
            troubles.forEach((file, found) -> table.row(file.toString(), found.isEmpty() ? whole(file) : String.join(" ", found)));
            table.print(out);
        });
        if (all.isEmpty()) {
            session.terminal().say("There is no backup to verify; “trackerwatch backup” makes one.");
        }
        return troubles.values().stream().allMatch(List::isEmpty) ? 0 : Refusal.FAILED;
    }

    private List<String> troubles(Path file) {
        var found = Backups.troubles(file);
        return found.isEmpty() && backups().proof(Inspection.of(file)) == Proof.State.WRONG
                ? List.of("It was changed by somebody who does not have your key: its checksum fits, but its proof does not.") : found;
    }

    private String whole(Path file) {
        var found = Inspection.of(file.toAbsolutePath());
        return "whole: " + holding(found) + (found.checksum() == Checksum.State.MISSING ? "; of a version that made no checksums" : "")
                + (backups().proof(found) == Proof.State.RIGHT ? "" : "; not proven by your key");
    }

    private Backups backups() {
        return new Backups(session.config().database(), session.config().keyFile());
    }

    static String holding(Inspection found) {
        return Shown.count((int) BackupReport.rows(found, "tracker"), "tracker") + ", "
                + Shown.count((int) BackupReport.rows(found, "target"), "target") + ", " + Shown.count((int) BackupReport.rows(found, "event"), "event");
    }
}
