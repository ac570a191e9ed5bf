package org.trackerwatch.numbers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.trackerwatch.trackers.Time;

/// A program with that many trackers. All sites are behind one proxy: no machine has ten thousand servers.
///
/// @param cycle     until the last of them was kept, all being due at once
/// @param dashboard what its one question takes
record Growth(int trackers, long memory, long database, Duration cycle, Duration dashboard) {

    private static final int QUESTIONS = 20;

    static Growth to(Room room, int size) throws IOException, InterruptedException {
        var directory = room.directory("growth" + size);
        try (var sites = new Sites(1); var fleet = room.fleet(directory)) {
            fleet.add(Sites.behindAProxy(size), Optional.of(sites.proxy()));
            var key = fleet.key();
            try (var built = room.start(directory)) {
                var begun = Time.SYSTEM.now();
                Cycles.once(sites, fleet);
                var cycle = Duration.between(begun, Time.SYSTEM.now());
                long memory = built.memory().rss();
                var grown = new Growth(size, memory, fleet.size(), cycle, dashboard(built, key));
                System.out.println(grown);
                return grown;
            }
        }
    }

    private static Duration dashboard(Built built, String key) throws IOException, InterruptedException {
        var question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + built.port() + "/api/v1/dashboard")).header("X-Api-Key", key).build();
        var times = new ArrayList<Duration>();
        try (var client = HttpClient.newHttpClient()) {
            for (int nr = 0; nr < QUESTIONS; nr++) {
                long begun = System.nanoTime();
                int status = client.send(question, BodyHandlers.ofByteArray()).statusCode();
                if (status != 200) {
                    throw new IllegalStateException("the dashboard answers " + status);
                }
                times.add(Duration.ofNanos(System.nanoTime() - begun));
            }
        }
        times.sort(null);
        return times.get(QUESTIONS / 2);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "| %d | %s | %.1f MB | %s | %d ms |", trackers, Numbers.mebibytes(memory), database / 1e6, Numbers.seconds(cycle),
                dashboard.toMillis());
    }
}
