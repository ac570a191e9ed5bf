package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Secret;

/// A disk that changes one bit of one tracker's sealed credential or proxy stops that tracker and no other, and who uses it
/// hears of it.
final class LostCredentialTest extends AtHome {

    private static final int IN_THE_NAME_OF_ITS_KEY = 3;
    private static final int IN_THE_TEXT = 50;

    private static final Credential KEY = new Credential.ApiKey(new Secret(Household.KEY));

    private Tracker lost;
    private Tracker other;

    @BeforeEach
    void read() {
        lost = house.tracker("Lost");
        other = house.tracker("Otters");
        house.target();
        house.poll();
    }

    /// @param digit of the hexadecimal form
    private void spoil(String column, int digit) {
        var sealed = house.app.database().read(tx -> tx.first("SELECT hex(" + column + ") FROM tracker WHERE id = ?",
                row -> row.getString(1), lost.id())).orElseThrow();
        var changed = sealed.substring(0, digit) + (sealed.charAt(digit) == '0' ? '1' : '0') + sealed.substring(digit + 1);
        house.app.database().write(tx -> tx.update("UPDATE tracker SET " + column + " = unhex('" + changed + "') WHERE id = ?", lost.id()));
        house.restart();
    }

    private long asked(Tracker tracker) {
        return house.app.database().read(tx -> house.app.history().requests(tx, tracker.id(), Instant.EPOCH)).size();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, IN_THE_NAME_OF_ITS_KEY, IN_THE_TEXT})
    void it_is_not_asked_and_told_of_once_and_the_others_are_polled(int digit) {
        spoil("credential", digit);
        staysAlone();
    }

    @Test
    void without_its_proxy_it_is_not_asked_either() {
        house.app.database().write(tx -> house.app.registry().proxy(tx, lost.id(), Optional.of(new Secret("http://127.0.0.1:9"))));
        spoil("proxy", IN_THE_TEXT);
        staysAlone();
        assertThrows(StoreException.class, () -> house.app.database().read(tx -> house.app.registry().proxy(tx, lost.id())));
        house.app.database().write(tx -> house.app.registry().proxy(tx, lost.id(), Optional.empty()));
        house.app.database().write(tx -> house.app.registry().resume(tx, lost.id(), house.time.now()));
        goesOn();
    }

    @Test
    void with_its_key_anew_it_is_polled_at_once() {
        spoil("credential", IN_THE_TEXT);
        staysAlone();
        house.app.database().write(tx -> house.app.registry().credential(tx, lost.id(), KEY, house.time.now()));
        goesOn();
    }

    @Test
    void none_but_its_own_key_is_taken_for_it() {
        spoil("credential", IN_THE_TEXT);
        assertFalse(house.app.database().<Boolean>read(tx -> house.app.registry().holds(tx, lost.id(), KEY)));
        assertEquals(List.of(), house.app.database().read(tx -> house.app.registry().twins(tx, other, Tracker::definition)));
        assertEquals(Optional.empty(), house.app.database().read(tx -> house.app.registry().access(tx, lost.id())));
    }

    private void goesOn() {
        long before = asked(lost);
        house.live(Duration.ofMinutes(10));
        assertEquals(before + 1, asked(lost));
        assertEquals(Tracker.Mode.ACTIVE, house.now(lost).mode());
        assertEquals(Optional.empty(), house.schedule(lost).failure());
    }

    private void staysAlone() {
        long before = asked(lost);
        long others = asked(other);
        house.live(Duration.ofHours(3));
        assertEquals(before, asked(lost));
        assertTrue(asked(other) > others + 1);
        assertEquals(Tracker.Mode.STOPPED, house.now(lost).mode());
        assertEquals(Optional.of(Reason.CREDENTIAL_LOST), house.schedule(lost).failure().map(PollFailure::reason));
        assertEquals(List.of("Lost: login rejected, its key, cookie or proxy can't be opened any more"), house.titles());
    }
}
