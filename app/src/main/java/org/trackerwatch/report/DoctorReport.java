package org.trackerwatch.report;

import java.time.Instant;
import org.trackerwatch.Config;
import org.trackerwatch.Version;
import org.trackerwatch.doctor.Diagnosis;
import tools.jackson.databind.node.ObjectNode;

/// What the doctor found.
///
/// @param at when he looked
public record DoctorReport(Config config, Instant at, Diagnosis diagnosis) {

    public ObjectNode document() {
        var node = Json.object().put("version", Version.number()).put("directory", config.directory().toString()).put("examined_at", at.toString())
                .put("status", Json.word(diagnosis.level()));
        var checks = node.putArray("checks");
        diagnosis.entries().forEach(entry -> {
            var check = checks.addObject().put("name", entry.check()).put("status", Json.word(entry.level()));
            var findings = check.putArray("findings");
            entry.findings().forEach(finding -> findings.addObject().put("status", Json.word(finding.level())).put("text", finding.text())
                    .set("remedy", Json.text(finding.remedy())));
        });
        return node;
    }
}
