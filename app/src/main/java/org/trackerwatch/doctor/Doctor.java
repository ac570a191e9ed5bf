package org.trackerwatch.doctor;

import java.util.List;
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
        return new Diagnosis(checks.map(check -> new Diagnosis.Entry(check.name(), findings(check, patient))).toList());
    }

    private static List<Finding> findings(Check check, Patient patient) {
        try {
            return check.look(patient).toList();
        } catch (StoreException e) {
            return List.of(Finding.broken(String.valueOf(e.getMessage()), "See what the other lines say; mend those first."));
        } catch (RuntimeException | LinkageError e) {
            return List.of(Finding.broken("This could not be looked at (" + Stumble.of(e) + ").", "Please report it, with what the other lines say."));
        }
    }

    static Stream<String> names() {
        return Stream.concat(CHECKS.stream(), ONLINE.stream()).map(Check::name);
    }
}
