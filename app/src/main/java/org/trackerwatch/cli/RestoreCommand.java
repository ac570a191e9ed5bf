package org.trackerwatch.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.report.BackupReport;
import org.trackerwatch.store.Backup;
import org.trackerwatch.store.Checksum;
import org.trackerwatch.store.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "restore", description = "Puts a backup in the database's place, after looking whether it is whole and the key opens all in it.",
        footer = {"", "The daemon must not run. What is replaced stays beside it under another name. Passwords, API keys, cooldowns and what"
                + " sites were asked stay as they are now, where the present database can be read.",
                "", "Example:", "  trackerwatch restore --dry-run backups/trackerwatch-20261121T040000Z-scheduled.db"})
final class RestoreCommand implements Callable<Integer> {

    private static final String LOCKED = "WARNING: the second factor of the page can't be taken over, as the key of the database before is not here."
            + " So that nobody comes in with less than before, the page has no password and no recovery codes after this restore: start trackerwatch,"
            + " open the link with the setup code that it prints, choose a password and set the second factor up anew. API keys are as they were.";

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    Path file = Path.of("");

    @Option(names = "--dry-run", description = "Only looks, and changes nothing.")
    boolean dryRun;

    @Option(names = "--with-key", description = "Takes the key that lies in the backup, too.")
    boolean withKey;

    @Option(names = "--key-file", paramLabel = "FILE", description = "The key that belongs to the backup, if it is another than the present one.")
    Optional<Path> keyFile = Optional.empty();

    @Option(names = "--unproven", description = "Restores one of which the key does not prove that trackerwatch made it, such as one of an older version.")
    boolean unproven;

    @Mixin
    JsonOption output;

    RestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (withKey && keyFile.isPresent()) {
            throw Refusal.usage("Only one of --with-key and --key-file says where the key comes from.");
        }
        var restore = new Restore(session.config().database(), session.config().keyFile(), this::isTrusted);
        var now = session.moment().now();
        var done = dryRun ? restore.look(file.toAbsolutePath(), key(), now, session.random()) : restore.restore(file.toAbsolutePath(), key(), now, session.random());
        output.print(session.terminal(), () -> BackupReport.of(done, dryRun), out -> {});
        session.terminal().say((dryRun ? "It is whole, and its secrets open; nothing was changed: " : "Restored: ") + BackupCommand.holding(done.from()) + ".");
        tell(done);
        return 0;
    }

    /// Asked before anything is changed.
    private boolean isTrusted(List<String> diversions) {
        warn(diversions);
        return unproven || session.terminal().person().filter(person -> person.agrees("Restore it none the less?")).isPresent();
    }

    private void warn(List<String> diversions) {
        session.terminal().say("WARNING: your key does not prove that trackerwatch made it so. Somebody may have changed where it sends what it holds."
                + (diversions.isEmpty() ? " Nothing of that differs from now." : ""));
        diversions.forEach(line -> session.terminal().say("  " + Plain.of(line)));
    }

    private Restore.Key key() {
        return withKey ? new Restore.Key.Enclosed() : keyFile.<Restore.Key>map(Restore.Key.InFile::new).orElseGet(Restore.Key.Present::new);
    }

    private void tell(Restore.Restored done) {
        var terminal = session.terminal();
        if (dryRun && !done.proven()) {
            warn(done.diversions());
        }
        done.unreadable().forEach(words -> terminal.say("WARNING: " + Plain.of(words) + " A backup that is older than the damage may have it."));
        if (done.from().checksum() == Checksum.State.MISSING) {
            terminal.say("It is of a version that made no checksums, so whether its text is as it was written can't be told.");
        }
        done.replaced().ifPresent(file -> terminal.say("The database before is " + Plain.of(file.toString()) + "."));
        done.replacedKey().ifPresent(file -> terminal.say("It belongs to another key, which is " + Plain.of(file.toString()) + "."));
        done.brokenKey().ifPresent(file -> terminal.say("What lay in the key's place was no key; it is " + Plain.of(file.toString()) + " now."));
        if (done.locked()) {
            terminal.say(LOCKED);
        }
        if (done.settled() > 0) {
            terminal.say(Shown.count(done.settled(), "message") + " of it went out since and will not be sent again.");
        }
        if (done.doubtful() > 0) {
            terminal.say(Shown.count(done.doubtful(), "message") + " of it will be sent, marked as possible duplicates; those past their time are given up.");
        }
        unknown(done).ifPresent(why -> terminal.say(why + " Each tracker is first polled after its usual time."));
    }

    /// Why nothing is known of the time since. Who goes back from an upgrade has lost nothing by a fault.
    private static Optional<String> unknown(Restore.Restored done) {
        boolean upgrade = Backup.of(done.from().file()).filter(backup -> backup.occasion() == Backup.Occasion.UPGRADE).isPresent();
        return switch (done.meanwhile()) {
            case KNOWN -> Optional.empty();
            case NO_DATABASE -> Optional.of("There was no database here that knows what happened since.");
            case NEWER -> Optional.of((upgrade ? "This backup was made by the upgrade. " : "")
                    + "What happened since stands in the database before, which a newer version has changed so that this one can't read it.");
            case ANOTHER -> Optional.of("The database before did not go on from this backup, so what happened since is not known here.");
            case UNREADABLE -> Optional.of("The database before can't be read, so what happened since is not known here.");
        };
    }
}
