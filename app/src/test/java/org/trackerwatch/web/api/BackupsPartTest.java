package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.store.BackupState;
import org.trackerwatch.store.Backups;

final class BackupsPartTest {

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory);
    }

    @Test
    void one_is_made_without_the_key_and_listed() {
        var made = api.json(201, api.post("/api/v1/backups", ""));
        assertFalse(made.get("with_key").asBoolean());
        assertTrue(Files.exists(Path.of(made.get("file").asString())));
        var all = api.json(200, api.get("/api/v1/backups"));
        assertEquals(directory.resolve("backups").toString(), all.get("folder").asString());
        assertEquals(1, all.get("items").size());
        assertEquals("asked-for", all.get("items").get(0).get("occasion").asString());
        assertTrue(all.get("trouble").isNull());
    }

    @Test
    void several_at_the_same_moment_are_made_one_after_the_other_and_each_is_whole() {
        var answers = IntStream.range(0, 6).mapToObj(_ -> CompletableFuture.supplyAsync(() -> api.json(201, api.post("/api/v1/backups", "")),
                runnable -> Thread.ofVirtual().start(runnable))).toList();
        var files = answers.stream().map(CompletableFuture::join).map(made -> Path.of(made.get("file").asString())).toList();
        assertEquals(6, Set.copyOf(files).size(), files::toString);
        files.forEach(file -> assertEquals(List.of(), Backups.troubles(file)));
    }

    @Test
    void what_means_nothing_here_is_refused_and_nothing_is_made() {
        assertTrue(api.post("/api/v1/backups?folder=/elsewhere", "").status() >= 400);
        var refused = api.post("/api/v1/backups", "{\"with_key\":true}");
        assertTrue(refused.status() >= 400 && refused.text().contains("with_key"), refused::toString);
        assertEquals(0, api.json(200, api.get("/api/v1/backups")).get("items").size());
    }

    @Test
    void when_the_next_one_is_due_is_told_and_null_where_none_is_made_by_itself() {
        assertTrue(api.json(200, api.get("/api/v1/backups")).get("next_at").isNull(), "the first comes after the start");
        api.with(tx -> {
            BackupState.made(tx, directory.resolve("backups/one"), api.time().now());
            return tx;
        });
        assertEquals(api.time().now().plus(Duration.ofDays(1)).toString(), api.json(200, api.get("/api/v1/backups")).get("next_at").asString());
        api.with(tx -> {
            BackupState.failed(tx, "The disk is full.", api.time().now());
            return tx;
        });
        assertEquals(api.time().now().plus(Duration.ofHours(1)).toString(), api.json(200, api.get("/api/v1/backups")).get("next_at").asString());
        api.json(200, api.put("/api/v1/settings/backup-every", "{\"value\":\"off\"}"));
        var off = api.json(200, api.get("/api/v1/backups"));
        assertTrue(off.get("every_seconds").isNull() && off.get("next_at").isNull(), off::toString);
    }

    @Test
    void why_none_could_be_made_is_said() throws IOException {
        Files.writeString(directory.resolve("backups"), "in the way");
        var refused = api.post("/api/v1/backups", "");
        assertTrue(refused.status() >= 400, refused::toString);
        assertTrue(refused.detail().contains("was not made"), refused.detail());
    }
}
