package org.trackerwatch.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.store.StoreException;

/// Looks at everything in turn. What one check stumbles over keeps none of the others from looking.
public final class Doctor {

    /// In the order in which a person would look: what lies below first.
    private static final List<Check> CHECKS = List.of(new VersionCheck(), new EnvironmentCheck(), new DirectoryCheck(), new SpaceCheck(),
            new DatabaseCheck(), new KeyCheck(), new OwnFilesCheck(), new ClockCheck(), new DaemonCheck(), new PageCheck(),
            new BackupCheck(), new TrackerCheck(), new TargetCheck(), new QueueCheck(), new RoadCheck(), new MachineCheck());

    /// What can be told without a look into the directory.
    private static final List<Check> OUTSIDE = List.of(new VersionCheck(), new EnvironmentCheck(), new DirectoryCheck(), new MachineCheck());

    /// What only others can tell.
    private static final List<Check> ONLINE = List.of(new NamesCheck(), new DoorsCheck(), new TimeCheck());

    private Doctor() {}

    public static Diagnosis examine(Patient patient) {
        return examine(patient, false);
    }

    /// @param online whether name servers and the hosts of targets may be asked, too
    public static Diagnosis examine(Patient patient, boolean online) {
        var checks = patient.isShutOut() ? OUTSIDE.stream() : Stream.concat(CHECKS.stream(), ONLINE.stream().filter(_ -> online));
        return spared(checks.map(check -> look(check, patient)).toList());
    }

    /// @param unread it could not be looked at, as the database can't be read
    private record Look(String check, List<Finding> findings, boolean unread) {

        private Diagnosis.Entry entry() {
            return new Diagnosis.Entry(check, findings);
        }

        private boolean isTheCause() {
            return check.equals(DatabaseCheck.NAME) && entry().level() == Finding.Level.BROKEN;
        }
    }

    /// Where the database is what is wrong, those that could not look into it say so in one line, not one each.
    private static Diagnosis spared(List<Look> looks) {
        var unread = looks.stream().filter(Look::unread).map(Look::check).collect(Collectors.joining(", "));
        if (unread.isEmpty() || looks.stream().noneMatch(Look::isTheCause)) {
            return new Diagnosis(looks.stream().map(Look::entry).toList());
        }
        var rest = new Finding(Finding.Level.WARNING, "Not looked at, as the database can't be read: " + unread + ".", Optional.empty());
        return new Diagnosis(looks.stream().filter(look -> !look.unread).map(look -> look.isTheCause()
                ? new Diagnosis.Entry(look.check, Stream.concat(look.findings.stream(), Stream.of(rest)).toList()) : look.entry()).toList());
    }

    private static Look look(Check check, Patient patient) {
        try {
            return new Look(check.name(), check.look(patient).toList(), false);
        } catch (StoreException e) {
            return new Look(check.name(), List.of(Finding.broken(String.valueOf(e.getMessage()), "See what the other lines say; mend those first.")), true);
        } catch (Patient.Behind _) {
            return new Look(check.name(), List.of(Finding.warning("Not looked at: the database is of an older version, which doesn't know this.",
                    "The next command brings it up to date; ask again then.")), false);
        } catch (RuntimeException | LinkageError e) {
            return new Look(check.name(), unknown(e), false);
        }
    }

    private static List<Finding> unknown(Throwable e) {
        return List.of(Finding.broken("This could not be looked at (" + Stumble.of(e) + ").", "Please report it, with what the other lines say."));
    }

    static Stream<String> names() {
        return Stream.concat(CHECKS.stream(), ONLINE.stream()).map(Check::name);
    }
}
