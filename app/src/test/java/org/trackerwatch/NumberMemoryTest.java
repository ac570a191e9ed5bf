package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;

/// The number of an account from poll to poll, on a site whose start page tells nothing else.
class NumberMemoryTest {

    private static final String OURS = member(70911);

    @TempDir
    Path directory;

    private Household house;
    private Tracker tracker;

    @BeforeEach
    void open() {
        house = new Household(directory);
        house.answers(page(OURS));
        tracker = house.tracker("Moorings", "iptorrents", cookies("first"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static Credential cookies(String pass) {
        return new Credential.Cookie(new Secret("uid=70911; pass=" + pass), "Browser/1");
    }

    private static String member(long number) {
        return """
                <html><body><a class="uname" href="/u/%d">mooring</a> <form action="/lout.php"></form>
                <div class="up-wrap"><h1 class="up-username">mooring</h1>
                <div class="up-stat"><div class="up-stat-label">Uploaded</div><div class="up-stat-sub">3,298,534,883,328 B</div></div>
                <div class="up-stat"><div class="up-stat-label">Downloaded</div><div class="up-stat-sub">549,755,813,888 B</div></div></div>
                </body></html>""".formatted(number);
    }

    private static MockResponse page(String html) {
        return new MockResponse.Builder().setHeader("Content-Type", "text/html").body(html).build();
    }

    /// What the next poll asks for.
    private List<String> polled() {
        house.requests.clear();
        for (int i = 0; i < 30 && house.requests.isEmpty(); i++) {
            house.live(Duration.ofMinutes(5));
        }
        return house.requests.stream().map(request -> request.getTarget()).toList();
    }

    /// Without how the site ends its pages.
    private Map<String, String> memory() {
        var memory = new HashMap<>(house.app.database().read(tx -> house.app.registry().access(tx, tracker.id())).orElseThrow().memory());
        memory.keySet().removeIf(key -> key.startsWith("ended."));
        return memory;
    }

    private void replaces(String pass) {
        house.app.database().write(tx -> house.app.registry().credential(tx, tracker.id(), cookies(pass), house.time.now()));
    }

    @Test
    void the_second_poll_asks_for_one_page() {
        assertEquals(List.of("/t", "/user.php?u=70911"), polled());
        assertEquals(List.of("/user.php?u=70911"), polled());
        assertEquals(List.of("/user.php?u=70911"), polled());
    }

    @Test
    void another_credential_asks_whose_it_is() {
        polled();
        replaces("second");
        house.answers(page(member(5)));
        assertEquals(List.of("/t", "/user.php?u=5"), polled());
    }

    @Test
    void a_poll_with_the_old_credential_leaves_no_number_to_the_new_one() {
        house.answers(_ -> {
            replaces("second");
            return page(OURS);
        });
        assertEquals(List.of("/t", "/user.php?u=70911"), polled());
        assertEquals(Map.of(), memory());
        house.answers(page(member(5)));
        assertEquals(List.of("/t", "/user.php?u=5"), polled());
    }

    @Test
    void the_number_of_somebody_else_is_put_right_by_the_next_poll() {
        polled();
        var wrong = Map.of(memory().keySet().iterator().next(), "3");
        house.app.database().write(tx -> house.app.registry().remember(tx, tracker.id(), wrong));
        assertEquals(List.of("/user.php?u=3", "/t", "/user.php?u=70911"), polled());
        assertEquals(List.of("/user.php?u=70911"), polled());
    }
}
