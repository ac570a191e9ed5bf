package org.trackerwatch.numbers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.trackers.Time;

/// Where programs are measured: directories that are gone afterwards, and a Discord.
///
/// @param folder the linked program
record Room(Path folder, Path room, FakeDiscord discord) implements AutoCloseable {

    static Room of(Path folder) throws IOException {
        return new Room(folder, Files.createTempDirectory("numbers"), new FakeDiscord(Time.SYSTEM));
    }

    Path directory(String name) throws IOException {
        return Files.createDirectory(room.resolve(name));
    }

    Fleet fleet(Path directory) {
        return new Fleet(directory, environment());
    }

    Built start(Path directory) throws IOException, InterruptedException {
        return Built.start(folder, directory, environment());
    }

    private Map<String, String> environment() {
        return Map.of("TZ", "UTC", "TRACKERWATCH_DISCORD_URL", discord.base().toString(), "TRACKERWATCH_LOG_LEVEL", "warn");
    }

    @Override
    public void close() {
        discord.close();
        try (var files = Files.walk(room)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
