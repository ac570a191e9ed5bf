package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who keeps the database locked is told by name.
class HoldersTest {

    @TempDir
    private Path directory;
    private Path file;
    private Database database;

    /// A backup tool that takes its time.
    static final class Tool {
        public static void main(String[] arguments) throws Exception {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]); var statement = connection.createStatement()) {
                statement.execute(arguments[1]);
                statement.executeQuery("SELECT count(*) FROM setting").close();
                System.out.println("held");
                System.in.read();
            }
        }
    }

    @BeforeEach
    void open() {
        assumeTrue(Files.isReadable(Path.of("/proc/locks")), "only Linux tells who holds a lock");
        file = directory.resolve("trackerwatch.db");
        database = Database.open(file);
        database.write(tx -> tx.update("INSERT INTO setting VALUES ('first', 'kept')"));
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void nobody_is_named_while_nobody_else_is_there() {
        assertEquals(Optional.empty(), Holders.writing(file));
        assertEquals(Optional.empty(), Holders.reading(file));
    }

    @Test
    void who_writes_is_named_in_what_the_user_reads() throws Exception {
        var tool = ChildJvm.start(Tool.class, file, "BEGIN IMMEDIATE");
        try {
            assertEquals("held", tool.inputReader().readLine());
            var name = "process " + tool.pid() + " (java)";
            assertEquals(Optional.of(name), Holders.writing(file));
            var told = StoreException.of(file, new SQLException("busy", "", 5)).getMessage();
            assertTrue(told.contains("Another program keeps it locked (" + name + ")."), told);
        } finally {
            ChildJvm.kill(tool);
        }
        assertEquals(Optional.empty(), Holders.writing(file));
        database.write(tx -> tx.update("INSERT INTO setting VALUES ('second', 'kept')"));
    }

    @Test
    void who_reads_keeps_nobody_from_writing_and_is_named_too() throws Exception {
        var tool = ChildJvm.start(Tool.class, file, "BEGIN");
        try {
            assertEquals("held", tool.inputReader().readLine());
            assertEquals(Optional.of("process " + tool.pid() + " (java)"), Holders.reading(file));
            database.write(tx -> tx.update("INSERT INTO setting VALUES ('second', 'kept')"));
        } finally {
            ChildJvm.kill(tool);
        }
    }
}
