package org.trackerwatch.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.doctor.Diagnosis;
import org.trackerwatch.doctor.Doctor;
import org.trackerwatch.doctor.Finding;
import org.trackerwatch.report.DoctorReport;
import org.trackerwatch.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// For whoever wonders why something doesn't happen.
@Command(name = "doctor", description = "Looks at everything around the program, and says what is wrong and what to do about it.",
        footer = {"", "It changes nothing, asks nothing of any network without --online, and works whether or not the daemon runs or the database can be opened.",
                "Exit status 0 if nothing is broken; a warning is not.", "", "Example:", "  trackerwatch doctor --json"})
final class DoctorCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--online", description = "Looks up names, connects to the hosts of targets without sending anything, and"
            + " compares the clock with that of control-check. No tracker is asked for anything.")
    boolean online;

    @Mixin
    JsonOption output;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var patient = session.patient();
        var diagnosis = Doctor.examine(patient, online);
        output.print(session.terminal(), () -> new DoctorReport(patient.config(), patient.time().now(), diagnosis).document(), out -> print(diagnosis, out));
        session.terminal().say(switch (diagnosis.level()) {
            case OK -> "All is well.";
            case WARNING -> "Nothing is broken.";
            case BROKEN -> "Something is broken.";
        });
        if (isAnyRemedyACommand(diagnosis)) {
            session.given().ifPresent(directory -> session.terminal().say("The commands above need --config " + Plain.of(directory.toString()) + ", too."));
        }
        return diagnosis.level() == Finding.Level.BROKEN ? Refusal.FAILED : 0;
    }

    private static boolean isAnyRemedyACommand(Diagnosis diagnosis) {
        return diagnosis.entries().stream().flatMap(entry -> entry.findings().stream()).flatMap(finding -> finding.remedy().stream())
                .anyMatch(remedy -> remedy.contains("trackerwatch "));
    }

    private static void print(Diagnosis diagnosis, PrintStream out) {
        diagnosis.entries().forEach(entry -> entry.findings().forEach(finding -> {
            out.println(padded(Json.word(finding.level()), 9) + padded(entry.check(), 13) + Plain.of(finding.text()));
            finding.remedy().ifPresent(remedy -> out.println(" ".repeat(22) + "→ " + Plain.of(remedy)));
        }));
    }

    private static String padded(String word, int width) {
        return word + " ".repeat(Math.max(1, width - word.length()));
    }
}
