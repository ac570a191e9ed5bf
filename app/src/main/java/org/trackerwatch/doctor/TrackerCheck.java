package org.trackerwatch.doctor;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Symptoms;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Problem;

/// Accounts that can't be read.
final class TrackerCheck implements Check {

    @Override
    public String name() {
        return "trackers";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var accounts = patient.asked(Symptoms::accounts).orElse(List.of());
        var definitions = Definitions.bundledAnd(patient.config().definitions());
        long read = accounts.stream().filter(account -> account.mode() == Tracker.Mode.ACTIVE).count();
        var trouble = accounts.stream().flatMap(account -> finding(patient, account, definitions)).toList();
        return trouble.isEmpty() ? Stream.of(Finding.ok(accounts.isEmpty() ? "There is no tracker yet." : words(read, accounts.size() - read))) : trouble.stream();
    }

    /// @param others which nobody asks: those filled by hand, and those that pause
    private static String words(long read, long others) {
        var asked = read == 0 ? "No tracker is asked" : read == 1 ? "The one tracker that is asked is read" : "All " + read + " trackers that are asked are read";
        return asked + (others == 0 ? "." : "; " + others + (others == 1 ? " is" : " are") + " filled by hand or paused.");
    }

    private static Stream<Finding> finding(Patient patient, Symptoms.Account account, Definitions definitions) {
        var name = "“" + account.name() + "”";
        if (!isKnown(definitions, account.definition())) {
            return Stream.of(Finding.broken(name + " is read by the definition “" + account.definition() + "”, which is gone or broken.",
                    "Put its file back, or choose another: tracker edit --site"));
        }
        var why = account.reason().map(reason -> " (" + reason.replace('_', ' ') + ")").orElse("");
        return switch (account.mode()) {
            case STOPPED -> Stream.of(Finding.broken(name + " is not asked any more: its credential was refused" + why + ".",
                    "Enter a new one: tracker edit --ask-secret"));
            case PAUSED, MANUAL -> Stream.empty();
            case ACTIVE -> account.failures() > 0 ? Stream.of(failing(patient, account, name, why)) : account.read() ? Stream.empty() : Stream.of(Finding.warning(
                    name + " was never read yet, so nobody knows whether it can be.", "The daemon asks it by itself; to ask it now: trackerwatch tracker poll"));
        };
    }

    private static Finding failing(Patient patient, Symptoms.Account account, String name, String why) {
        return Finding.warning(name + " could not be read " + times(account.failures()) + why
                + account.since().map(at -> ", for " + ValueText.length(Duration.between(at, patient.now()).abs())).orElse("") + ".",
                "It is tried again by itself; “trackerwatch tracker show” has the words.");
    }

    private static String times(int failures) {
        return failures == 1 ? "the last time" : "the last " + failures + " times";
    }

    private static boolean isKnown(Definitions definitions, String name) {
        try {
            return definitions.find(name).isPresent();
        } catch (Problem.Broken _) {
            return false;
        }
    }
}
