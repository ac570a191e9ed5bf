package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {

    @TempDir
    private Path directory;

    /// Holds the lock until it is killed or its input ends.
    static final class Daemon {
        public static void main(String[] arguments) throws IOException {
            try (var _ = Lock.take(Path.of(arguments[0]))) {
                System.out.println("held");
                System.in.read();
            }
        }
    }

    @Test
    void a_second_daemon_is_refused_with_the_first_one_s_process() throws Exception {
        var daemon = daemon();
        try {
            var refusal = assertThrows(StoreException.class, () -> Lock.take(directory));
            assertEquals("trackerwatch (process " + daemon.pid() + ") works in " + directory + " already: its daemon, or a command that has to be"
                    + " alone. Stop it or let it finish first, or choose another directory with --config.", refusal.getMessage());
        } finally {
            ChildJvm.kill(daemon);
        }
    }

    @Test
    void a_second_daemon_in_the_same_process_is_refused_too() {
        try (var _ = Lock.take(directory)) {
            assertThrows(StoreException.class, () -> Lock.take(directory));
        }
    }

    @Test
    void commands_see_whether_a_daemon_runs() throws Exception {
        assertFalse(Lock.isHeld(directory));
        var daemon = daemon();
        try {
            assertTrue(Lock.isHeld(directory));
            assertTrue(Lock.isHeld(directory));
        } finally {
            ChildJvm.kill(daemon);
        }
        assertFalse(Lock.isHeld(directory));
    }

    @Test
    void the_file_of_a_killed_daemon_does_not_matter() throws Exception {
        ChildJvm.kill(daemon());
        assertTrue(Files.exists(directory.resolve("trackerwatch.lock")));
        Lock.take(directory).close();
        Lock.take(directory).close();
    }

    /// Otherwise a health check at the wrong moment would keep the daemon from starting.
    @Test
    void a_daemon_starts_while_commands_look() throws Exception {
        ChildJvm.kill(daemon());
        var looks = new AtomicInteger();
        var looking = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                Lock.isHeld(directory);
                looks.incrementAndGet();
            }
        });
        looking.start();
        try {
            for (int i = 0; i < 3; i++) {
                ChildJvm.kill(daemon());
            }
        } finally {
            looking.interrupt();
            looking.join();
        }
        assertTrue(looks.get() > 100, looks + " looks");
    }

    @Test
    void only_its_owner_reads_it() throws IOException {
        Lock.take(directory).close();
        assertEquals("rw-------", rights(directory.resolve("trackerwatch.lock")));
    }

    @Test
    void a_missing_directory_is_made() throws IOException {
        var missing = directory.resolve("a/b");
        Lock.take(missing).close();
        assertEquals("rwx------", rights(missing));
    }

    @Test
    void a_file_in_the_directory_s_place_is_told() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        var refusal = assertThrows(StoreException.class, () -> Lock.take(file));
        assertTrue(refusal.getMessage()
                .startsWith("The lock " + file.resolve("trackerwatch.lock") + " can't be used ("),
                refusal.getMessage());
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Process daemon() throws IOException {
        var daemon = ChildJvm.start(Daemon.class, directory);
        assertEquals("held", daemon.inputReader().readLine());
        return daemon;
    }
}
