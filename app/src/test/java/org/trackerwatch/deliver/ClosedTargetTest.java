package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Target.Health.State;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Secret;

/// A disk that changes one bit of one target's sealed secrets closes that target and no other.
final class ClosedTargetTest {

    @TempDir
    private Path directory;

    private PostOffice office;
    private Target closed;
    private Tracker otters;

    @BeforeEach
    void open() throws SQLException {
        office = new PostOffice(directory);
        closed = office.target("Closed", office.discord.webhook("1", "10"), target -> target.with(keyed(target.link())));
        office.target("Open", office.discord.webhook("2", "20"));
        otters = office.tracker("Otters");
        office.hitAndRuns(otters, 0);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static Link keyed(Link link) {
        return link.told(link.options(), Map.of("token", new Secret("t0k")));
    }

    private void spoil(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("trackerwatch.db")); var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
        office.restart();
    }

    private void spoilAddress() throws SQLException {
        spoil("UPDATE target SET address = (SELECT address FROM target WHERE name = 'Open') WHERE name = 'Closed'");
    }

    private void spoilToken() throws SQLException {
        spoil("UPDATE target_secret SET value = (SELECT address FROM target WHERE name = 'Open')");
    }

    @Test
    void the_others_are_told_and_told_of_it_and_what_is_for_it_waits() throws SQLException {
        spoilAddress();
        office.hitAndRuns(otters, 1);
        office.live(Duration.ofHours(2));
        assertEquals(State.REFUSED, office.target(closed.id()).health().state());
        assertTrue(office.titles("1").isEmpty());
        assertTrue(office.titles("2").stream().anyMatch(title -> title.contains("Otters")), office.titles("2").toString());
        assertTrue(office.titles("2").contains("Alerts no longer reach “Closed”"), office.titles("2").toString());
    }

    @Test
    void with_the_address_anew_it_is_told_what_waited() throws SQLException {
        spoilAddress();
        office.hitAndRuns(otters, 1);
        office.live(Duration.ofMinutes(5));
        edit(office.target(closed.id()).link().at(new Secret(office.discord.webhook("3", "30"))));
        office.live(Duration.ofMinutes(5));
        assertEquals(State.ACTIVE, office.target(closed.id()).health().state());
        assertTrue(office.titles("3").toString().contains("Otters"), office.titles("3").toString());
    }

    @Test
    void without_a_key_that_was_lost_it_stays_closed_whatever_else_is_changed() throws SQLException {
        spoilToken();
        edit(office.target(closed.id()).link().at(new Secret(office.discord.webhook("3", "30"))));
        assertEquals(State.REFUSED, office.target(closed.id()).health().state());
        edit(keyed(office.target(closed.id()).link()));
        assertEquals(State.ACTIVE, office.target(closed.id()).health().state());
    }

    @Test
    void it_can_be_removed() throws SQLException {
        spoilAddress();
        office.parts().database().write(tx -> office.parts().targets().remove(tx, closed.id()));
        assertEquals(1, office.parts().database().read(tx -> office.parts().targets().list(tx)).size());
    }

    private void edit(Link link) {
        var changed = office.target(closed.id()).with(link);
        office.parts().database().write(tx -> office.parts().targets().edit(tx, changed));
    }
}
