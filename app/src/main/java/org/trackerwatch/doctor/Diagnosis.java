package org.trackerwatch.doctor;

import java.util.Comparator;
import java.util.List;

/// All that was found.
public record Diagnosis(List<Entry> entries) {

    /// What one check found.
    public record Entry(String check, List<Finding> findings) {

        public Finding.Level level() {
            return worst(findings);
        }
    }

    public Finding.Level level() {
        return worst(entries.stream().flatMap(entry -> entry.findings().stream()).toList());
    }

    private static Finding.Level worst(List<Finding> findings) {
        return findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElse(Finding.Level.OK);
    }
}
