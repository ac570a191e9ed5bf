package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.COOKIE;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.remembering;
import static org.trackerwatch.trackers.Harbour.stats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// The number of an account, learnt once and kept as long as it leads to the account's own figures.
class AccountNumberTest {

    private static final String START = "<a href='/user/7'>otterby</a>";

    private final Harbour harbour;

    AccountNumberTest() throws IOException {
        harbour = new Harbour();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    /// A start page that only tells the number, and the member's page.
    private static Definition definition(String more) {
        return Harbour.parsed("""
                schema: 1
                slug: harbour
                name: Harbour
                platform: html
                auth: { accept: [cookie] }
                requests:
                  start: { path: /start, needs: cookie, capture: { uid: { css: "a", attr: href, match: "/user/([^/]+)", group: 1 } } }
                  user: { path: "/user/{uid}", needs: cookie }
                session:
                  dead_if:
                    - { css: ".locked", reason: account-banned }
                fields:
                  username:   { from: user, css: .name }
                  user_id:    { from: user, css: .number }
                  uploaded:   { from: user, css: .up }
                  downloaded: { from: user, css: .down }
                """, more);
    }

    private static final Definition SITE = definition("");

    private static String member(String name, int gib) {
        return "<b class=name>" + name + "</b><b class=up>" + gib + " GiB</b><b class=down>1 GiB</b>";
    }

    private List<String> asked() throws InterruptedException {
        var paths = new ArrayList<String>();
        for (var request = harbour.site.takeRequest(0, TimeUnit.SECONDS); request != null; request = harbour.site.takeRequest(0, TimeUnit.SECONDS)) {
            paths.add(request.getUrl().encodedPath());
        }
        return paths;
    }

    private Visit visit(Definition definition, Map<String, String> memory) {
        return harbour.reader.read(remembering(harbour.account(definition, COOKIE), memory));
    }

    /// A visit that learns the number.
    private Visit first() throws InterruptedException {
        harbour.answers(START).answers(member("otterby", 3));
        var first = visit(SITE, Map.of());
        assertEquals(List.of("/start", "/user/7"), asked());
        return first;
    }

    private static long uploaded(Visit visit) {
        return stats(visit).size(Field.UPLOADED).orElseThrow().bytes() >> 30;
    }

    @Test
    void the_page_that_tells_it_is_asked_for_once() throws InterruptedException {
        var memory = first().memory();
        harbour.answers(member("otterby", 4));
        var second = visit(SITE, memory);
        assertEquals(List.of("/user/7"), asked());
        assertEquals(4, uploaded(second));
        assertEquals(memory, second.memory());
    }

    @Test
    void another_credential_does_not_come_by_it() throws InterruptedException {
        var lasting = Visit.lasting(first().memory());
        assertTrue(lasting.isEmpty(), lasting.toString());
        assertEquals(Map.of("auth", "query"), Visit.lasting(Map.of("auth", "query", "number@harbour x", "7")));
    }

    @Test
    void another_member_s_page_is_not_believed_and_the_number_is_learnt_anew() throws InterruptedException {
        var wrong = wrong();
        harbour.answers(member("stoat", 900)).answers(START).answers(member("otterby", 5));
        var healed = visit(SITE, wrong);
        assertEquals(List.of("/user/8", "/start", "/user/7"), asked());
        assertEquals(5, uploaded(healed));
        assertTrue(healed.memory().containsValue("7"), healed.memory().toString());
        assertFalse(healed.memory().containsValue("8"), healed.memory().toString());
    }

    private Map<String, String> wrong() throws InterruptedException {
        var memory = first().memory();
        return Map.of(memory.keySet().iterator().next(), "8");
    }

    @Test
    void a_page_that_shows_another_number_is_not_believed() throws InterruptedException {
        var wrong = wrong();
        harbour.answers("<b class=number>7</b>" + member("", 3)).answers(START).answers("<b class=number>7</b>" + member("", 6));
        assertEquals(6, uploaded(visit(SITE, wrong)));
        assertEquals(List.of("/user/8", "/start", "/user/7"), asked());
    }

    @ParameterizedTest
    @CsvSource({"404, gone", "200, no such member"})
    void where_it_leads_to_nothing_it_is_learnt_anew_in_the_same_visit(int status, String text) throws InterruptedException {
        var wrong = wrong();
        harbour.answers(status, text).answers(START).answers(member("otterby", 5));
        var healed = visit(SITE, wrong);
        assertEquals(5, uploaded(healed));
        assertEquals(List.of("/user/8", "/start", "/user/7"), asked());
        assertTrue(healed.memory().containsValue("7"));
    }

    @ParameterizedTest
    @CsvSource({"302, '', SESSION_EXPIRED", "401, '', SESSION_EXPIRED", "200, '<p class=locked>', ACCOUNT_BANNED", "500, broken, SITE_ERROR"})
    void after_a_refusal_it_is_forgotten_and_nothing_more_is_asked(int status, String text, Reason reason) throws InterruptedException {
        var memory = first().memory();
        harbour.answers(status, text, "Location", "/login");
        var refused = visit(SITE, memory);
        assertEquals(reason, failure(refused).reason());
        assertEquals(List.of("/user/7"), asked());
        assertTrue(refused.memory().isEmpty(), refused.memory().toString());
    }

    @Test
    void trouble_on_the_way_says_nothing_of_the_number() throws InterruptedException {
        var memory = first().memory();
        harbour.answers(429, "slow down");
        assertEquals(memory, visit(SITE, memory).memory());
        harbour.answers(START).answers(429, "slow down");
        assertTrue(visit(SITE, Map.of()).memory().isEmpty(), "and it proves none");
    }

    @Test
    void a_name_that_never_fits_costs_two_pages_and_no_third() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            harbour.answers(START).answers(member("Otter the Great", 3));
            assertEquals(Map.of(), visit(SITE, Map.of()).memory());
            assertEquals(List.of("/start", "/user/7"), asked());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"otterby", "1234567890123", "7a"})
    void what_is_no_number_is_never_noted(String value) {
        harbour.answers("<a href='/user/" + value + "'>me</a>").answers(member("otterby", 3));
        var visit = visit(SITE, Map.of());
        assertEquals(3, uploaded(visit));
        assertEquals(Map.of(), visit.memory());
    }

    @Test
    void a_start_page_with_figures_is_asked_for_each_time_and_nothing_is_noted() throws InterruptedException {
        var telling = definition("fields: { bonus: { from: start, css: .bonus } }");
        harbour.answers(START).answers(member("otterby", 3));
        var first = visit(telling, Map.of());
        assertEquals(Map.of(), first.memory());
        asked();
        harbour.answers(START).answers(member("otterby", 3));
        visit(telling, Map.of("number@harbour " + harbour.site.url("").toString(), "8"));
        assertEquals(List.of("/start", "/user/7"), asked());
    }

    @Test
    void at_another_address_it_is_somebody_else_s() throws IOException, InterruptedException {
        var memory = first().memory();
        try (var other = new Harbour()) {
            other.answers("<a href='/user/70'>otterby</a>").answers(member("otterby", 9));
            var elsewhere = other.reader.read(remembering(other.account(SITE, COOKIE), memory));
            assertEquals(9, uploaded(elsewhere));
            assertEquals(List.of("70"), List.copyOf(elsewhere.memory().values()));
        }
    }

    @Test
    void a_page_that_may_be_missed_and_is_not_there_is_a_reason_to_forget_it() throws InterruptedException {
        var more = definition("requests: { more: { path: \"/more/{uid}\", needs: cookie, optional: true } }\n"
                + "fields: { bonus: { from: more, css: .bonus } }");
        harbour.answers(START).answers(member("otterby", 3)).answers("<b class=bonus>5</b>");
        var memory = visit(more, Map.of()).memory();
        assertEquals(List.of("7"), List.copyOf(memory.values()));
        asked();
        IntStream.range(0, 2).forEach(_ -> harbour.answers(member("otterby", 3)).answers(404, "gone").answers(START));
        var later = visit(more, memory);
        assertEquals(Optional.empty(), stats(later).get(Field.BONUS));
        assertEquals(List.of("/user/7", "/more/7", "/start"), asked().subList(0, 3));
    }

    @Test
    void an_example_is_taken_with_all_pages() throws InterruptedException {
        var memory = first().memory();
        harbour.answers(START).answers(member("otterby", 3));
        var capture = harbour.reader.capture(remembering(harbour.account(SITE, COOKIE), memory), false, _ -> { });
        assertEquals(List.of("/start", "/user/7"), asked());
        assertEquals(3, uploaded(capture.visit()));
    }
}
