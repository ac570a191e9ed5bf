package org.trackerwatch.numbers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.trackerwatch.numbers.Numbers.Line;

/// What a poll costs at least with this program's libraries and the launcher's Java: one request over a connection of its own,
/// and one row committed. Nothing is understood of the answer. It is measured as the polls are, seen from outside, a hundred
/// at the same moment.
final class Floor {

    private static final int SITES = 100;

    /// A thousand.
    private static final int CYCLES = 10;

    private static final int THOUSANDS = 4;
    private static final String DONE = "done";

    private Floor() {}

    static List<Line> of(Room room) throws IOException {
        var lines = new ArrayList<Line>();
        for (var commits : List.of(false, true)) {
            var works = works(room, commits);
            lines.add(new Line("the least for it, 1000 requests by OkHttp" + (commits ? " and 1000 rows that SQLite commits" : "") + ": the first, the "
                    + THOUSANDS + "th thousand", "–", Numbers.seconds(works.getFirst()) + ", " + Numbers.seconds(works.getLast())));
        }
        return lines;
    }

    private static List<Duration> works(Room room, boolean commits) throws IOException {
        try (var sites = new Sites(SITES)) {
            var process = start(room, commits);
            try (var told = process.outputWriter(); var heard = process.inputReader()) {
                told.write(String.join(" ", sites.addresses()) + "\n");
                var works = new ArrayList<Duration>();
                for (int nr = 0; nr < THOUSANDS; nr++) {
                    var before = processor(process);
                    for (int cycle = 0; cycle < CYCLES; cycle++) {
                        told.write("\n");
                        told.flush();
                        if (!DONE.equals(heard.readLine())) {
                            throw new IllegalStateException("it ended");
                        }
                    }
                    works.add(processor(process).minus(before));
                }
                return works;
            } finally {
                process.destroy();
                process.onExit().join();
            }
        }
    }

    private static Duration processor(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /// By the launcher: its own words come behind a class that is named before them, and are that one's arguments.
    private static Process start(Room room, boolean commits) throws IOException {
        var database = room.directory("floor" + commits).resolve("floor.db");
        var builder = new ProcessBuilder(room.folder().resolve("bin/trackerwatch").toString(), commits ? database.toString() : "");
        builder.environment().put("TRACKERWATCH_JAVA_OPTIONS", "-cp " + room.folder().resolve("lib/trackerwatch.jar") + ":"
                + Path.of(Floor.class.getProtectionDomain().getCodeSource().getLocation().getPath()) + " " + Floor.class.getName());
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /// The last argument is the database; none where nothing is to be committed. On standard input come the addresses in one
    /// line, then a line for each cycle.
    public static void main(String[] arguments) throws Exception {
        var client = new OkHttpClient.Builder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var addresses = input.readLine().split(" ");
        try (var polls = Executors.newVirtualThreadPerTaskExecutor(); var rows = new Rows(arguments[arguments.length - 1])) {
            while (input.readLine() != null) {
                var under = new ArrayList<Future<?>>();
                for (var address : addresses) {
                    under.add(polls.submit(() -> rows.keep(answer(client, address))));
                }
                for (var poll : under) {
                    poll.get();
                }
                System.out.println(DONE);
            }
        }
    }

    private static byte[] answer(OkHttpClient client, String address) {
        try (var response = client.newCall(new Request.Builder().url(address + "/api/user?api_token=kEy").build()).execute()) {
            return response.body().bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of a table without any index, in a database that waits for the disk as the program's does.
    private static final class Rows implements AutoCloseable {

        private final Connection connection;

        Rows(String file) throws SQLException {
            connection = file.isEmpty() ? null : DriverManager.getConnection("jdbc:sqlite:" + file);
            if (connection != null) {
                execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE answer (body BLOB)");
            }
        }

        private void execute(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
        }

        synchronized Void keep(byte[] body) throws SQLException {
            if (connection != null) {
                try (var statement = connection.prepareStatement("INSERT INTO answer VALUES (?)")) {
                    statement.setBytes(1, body);
                    statement.executeUpdate();
                }
            }
            return null;
        }

        @Override
        public void close() throws SQLException {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
