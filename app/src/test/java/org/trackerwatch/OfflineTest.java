package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Incident;
import org.trackerwatch.deliver.Fault;
import org.trackerwatch.trackers.Secret;

/// Whether it is the site or we ourselves: the whole program, whose names of sites lead to this machine, or nowhere.
final class OfflineTest extends OfflineHouse {

    @Test
    void a_site_that_is_lost_while_the_rest_is_there_is_told_as_down() {
        trackers(3);
        lost.add("site2.org");
        live(2);
        assertEquals(List.of("site2 is down: no connection"), house.titles());
        assertEquals(Set.of("Doubted"), kinds());
        assertTrue(neutral.getRequestCount() >= 1);
        assertEquals(Incident.Fault.SITE, incidents().getFirst().fault());
    }

    @Test
    void the_alert_waits_for_no_more_than_a_few_minutes() {
        trackers(1);
        lost.add("site1.org");
        allPolled();
        var failed = house.events().getFirst().at();
        house.live(Duration.ofMinutes(5), Duration.ofSeconds(15));
        var sent = house.discord.posts().getFirst().at();
        assertTrue(Duration.between(failed, sent).compareTo(Duration.ofMinutes(2)) < 0, () -> failed + " → " + sent);
    }

    @Test
    void the_neutral_address_is_asked_politely_and_seldom_and_never_while_all_is_well() throws InterruptedException {
        trackers(2);
        live(6);
        assertEquals(0, neutral.getRequestCount());
        neutralStatus = 302;
        lost.add("site1.org");
        live(12);
        assertTrue(neutral.getRequestCount() >= 1 && neutral.getRequestCount() <= house.events().size() + 20, neutral::toString);
        var request = neutral.takeRequest();
        assertEquals("HEAD", request.getMethod());
        assertTrue(String.valueOf(request.getHeaders().get("User-Agent")).startsWith("trackerwatch/"));
        assertEquals(null, request.getHeaders().get("Authorization"));
    }

    @Test
    void without_a_connection_nothing_is_said_of_trackers_and_one_thing_of_ourselves() {
        trackers(3);
        lost.add("*");
        house.discord.down(true);
        live(3);
        assertEquals(Set.of("Offline"), kinds());
        lost.clear();
        house.discord.down(false);
        live(3);
        assertEquals(1, house.titles().size(), house.titles()::toString);
        assertTrue(house.titles().getFirst().matches("trackerwatch was offline from .* to .*"), house.titles()::toString);
        assertTrue(incidents().stream().allMatch(Incident::isOver));
        assertEquals(1, incidents().stream().filter(incident -> incident.tracker().isEmpty()).count());
        assertTrue(incidents().stream().allMatch(incident -> incident.fault() == Incident.Fault.OURS));
    }

    @Test
    void a_lost_dns_is_named_as_such() {
        trackers(2);
        unnamed.add("*");
        live(2);
        assertEquals(List.of("trackerwatch seems to be offline: no name can be resolved (DNS)"), house.titles());
    }

    @Test
    void trackers_are_asked_again_soon_when_the_connection_is_back_but_not_before_their_floors() {
        trackers(3);
        lost.add("*");
        live(14);
        int before = house.requests.size();
        lost.clear();
        house.live(Duration.ofMinutes(20), MINUTE);
        assertEquals(before + 3, house.requests.size());
    }

    @Test
    void without_a_neutral_address_most_of_four_tell_it() {
        control("off");
        trackers(5);
        lost.addAll(Set.of("site1.org", "site2.org", "site3.org", "site4.org"));
        allPolled();
        house.live(Duration.ofMinutes(30), MINUTE);
        assertEquals(0, neutral.getRequestCount());
        assertEquals(List.of("trackerwatch seems to be offline: no connection"), house.titles());
        lost.clear();
        live(2);
        assertTrue(house.titles().stream().allMatch(title -> title.startsWith("trackerwatch was offline")), house.titles()::toString);
        assertEquals(Set.of("Offline"), kinds());
    }

    @Test
    void a_long_outage_of_our_own_is_known_to_be_over_within_one_interval_though_no_neutral_address_says_so() {
        control("off");
        trackers(5);
        lost.add("*");
        allPolled();
        live(20);
        lost.clear();
        var schedules = house.app.schedules();
        house.app.database().write(tx -> house.app.registry().list(tx).forEach(each -> assertTrue(schedules.get(tx, each.id()).dueAt()
                .isBefore(house.time.now().plus(Duration.ofMinutes(70))), () -> schedules.get(tx, each.id()).toString())));
        house.live(Duration.ofMinutes(70), MINUTE);
        assertTrue(incidents().stream().allMatch(Incident::isOver), () -> incidents().toString());
    }

    @Test
    void without_a_neutral_address_a_few_are_told_as_down() {
        control("off");
        trackers(5);
        lost.addAll(Set.of("site1.org", "site2.org"));
        allPolled();
        house.live(Duration.ofMinutes(30), MINUTE);
        assertEquals(2, house.titles().stream().filter(title -> title.contains("is down")).count(), house.titles()::toString);
    }

    @Test
    void an_error_of_the_site_s_own_is_no_doubt_about_us() {
        trackers(5);
        house.answers(new MockResponse.Builder().code(502).build());
        allPolled();
        house.deliver();
        assertEquals(5, house.titles().size(), house.titles()::toString);
        assertEquals(Set.of("Sent"), kinds());
        assertEquals(0, neutral.getRequestCount());
    }

    @Test
    void a_proxy_that_is_gone_is_an_outage_of_its_own_road() {
        tracker("site1.org");
        tracker("site2.org", Optional.of(new Secret("http://user:planted@127.0.0.1:1")));
        live(2);
        assertEquals(List.of("trackerwatch seems to be offline: the proxy does not connect"), house.titles());
        lost.add("site1.org");
        live(2);
        assertTrue(house.titles().contains("site1 is down: no connection"), house.titles()::toString);
        assertFalse(house.discord.posts().toString().contains("planted"));
    }
}
