package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trackerwatch.trackers.PollFailure.Reason;

/// The page for who was told that a poll failed: it has the same words as the program.
final class TroubleshootingTest {

    @Test
    void every_reason_is_told_in_the_program_s_own_words_and_nothing_else_is() throws IOException {
        var rows = Files.readAllLines(Path.of("../docs/troubleshooting.md")).stream().dropWhile(line -> !line.equals("## When a tracker can't be read"))
                .takeWhile(line -> !line.equals("## Bad surroundings")).filter(line -> line.startsWith("| `"))
                .map(line -> List.of(line.split(" *\\| *"))).toList();
        assertEquals(Stream.of(Reason.values()).map(TroubleshootingTest::words).toList(),
                rows.stream().map(row -> List.of(row.get(1), row.get(2), row.get(4))).toList());
        rows.forEach(row -> assertTrue(row.get(3).endsWith("."), row.toString()));
    }

    private static List<String> words(Reason reason) {
        var text = ReasonText.of(reason);
        return List.of("`" + reason.key() + "`", text.reason(), text.remedy().replace(ReasonText.NAME, "NAME"));
    }
}
