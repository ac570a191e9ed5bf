package org.trackerwatch.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.store.Backup;
import org.trackerwatch.store.BackupState;
import org.trackerwatch.store.Inspection;
import org.trackerwatch.store.Meanwhile;
import org.trackerwatch.store.Restore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Backups, as the command line and the API tell of them.
public final class BackupReport {

    private BackupReport() {}

    /// Those of a folder, and how it goes with those that are made by themselves.
    ///
    /// @param every empty where none is made by itself
    public static ObjectNode all(Path folder, List<Backup> backups, Optional<BackupState> state, Optional<Duration> every) {
        var document = Json.object().put("folder", folder.toString());
        document.set("every_seconds", every.<JsonNode>map(length -> Json.whole(length.toSeconds())).orElseGet(document::nullNode));
        document.set("next_at", Json.text(every.flatMap(length -> state.map(last -> last.next(length)))));
        document.set("made_at", Json.text(state.flatMap(BackupState::made)));
        document.set("trouble", Json.text(state.flatMap(BackupState::trouble)));
        document.set("failing_since", Json.text(state.flatMap(BackupState::since)));
        var items = document.putArray("items");
        backups.forEach(backup -> items.addObject().put("name", backup.file().getFileName().toString()).put("made_at", backup.made().toString())
                .put("bytes", backup.file().toFile().length()).put("occasion", Json.word(backup.occasion())).put("with_key", backup.withKey()));
        return document;
    }

    /// One that was just made and read back, or looked at.
    public static ObjectNode of(Inspection made) {
        var document = Json.object().put("file", made.file().toString()).put("bytes", made.bytes()).put("format", made.format())
                .put("with_key", made.withKey());
        document.put("trackers", rows(made, "tracker")).put("targets", rows(made, "target")).put("events", rows(made, "event"));
        return document;
    }

    public static ObjectNode of(Restore.Restored done, boolean only) {
        var document = Json.object().put("restored", !only);
        document.set("backup", of(done.from()));
        document.put("messages_settled", done.settled()).put("messages_doubtful", done.doubtful()).put("carried_over", done.meanwhile() == Meanwhile.KNOWN);
        document.set("replaced", Json.text(done.replaced()));
        document.set("replaced_key", Json.text(done.replacedKey()));
        document.set("broken_key", Json.text(done.brokenKey()));
        document.put("password_removed", done.locked()).put("proven", done.proven());
        done.diversions().forEach(document.putArray("diversions")::add);
        done.unreadable().forEach(document.putArray("unreadable")::add);
        return document;
    }

    /// What is wrong with each file, if anything.
    public static ArrayNode verified(Map<Path, List<String>> troubles) {
        var list = Json.array();
        troubles.forEach((file, found) -> {
            var node = list.addObject().put("file", file.toString()).put("good", found.isEmpty());
            found.forEach(node.putArray("troubles")::add);
        });
        return list;
    }

    public static long rows(Inspection found, String table) {
        return found.rows().getOrDefault(table, 0L);
    }
}
