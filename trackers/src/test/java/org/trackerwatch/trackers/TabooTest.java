package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is never asked for, by whatever way we are sent there.
class TabooTest {

    @ParameterizedTest
    @ValueSource(strings = {"/inbox.php", "/messages.php?action=viewmailbox", "/messages.php", "/logout.php?x=1", "/users/ann/conversations",
        "/log-out", "/LOGOUT", "/user.php?action=logout", "/staffpm.php", "/contactstaff.php", "/account/re-enable", "/usercp.php?do=unpark",
        "/mybonus.php?action=exchange", "/attendance.php", "/api/mail/mark-read", "https://harbour.example/logout", "/index.php?page=usercp&do=pm",
        "/logout?x=count", "/logout/count", "/messages.php?count=1"})
    void mail_ways_out_and_whatever_changes_an_account_is_never_asked_for(String address) {
        assertTrue(Taboo.holds(address), address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.php", "/userdetails.php?id=7", "/user.php?id=7", "/api/messages/unread-count", "/mybonus.php", "/api/v1/profile",
        "/ajax.php?action=index", "/users/spm", "https://messages.example/user", "/api/stats/personal", "/staffing"})
    void a_page_of_figures_is(String address) {
        assertFalse(Taboo.holds(address), address);
    }

    @ParameterizedTest
    @CsvSource({"/inbox.php, path", "/user.php?action=logout, path", "/account/re-enable, path", "action=logout, body"})
    void a_definition_that_asks_for_it_is_not_loaded(String path, String key) {
        var broken = assertThrows(Problem.Broken.class, () -> Harbour.definition("requests: { me: { " + key + ": '" + path + "' } }"));
        assertTrue(broken.getMessage().contains("is never asked for"), broken.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"page: /logout", "post: /takelogin.php?then=staffpm"})
    void a_login_that_asks_for_it_is_not_loaded(String way) {
        var login = "auth: { login: { page: /in, form: form, fields: { u: '{username}', p: '{password}' }, proof: { cookies: [s] }, " + way + " } }";
        var broken = assertThrows(Problem.Broken.class, () -> Harbour.definition(login.replace("page: /in, ", way.startsWith("page") ? "" : "page: /in, ")));
        assertTrue(broken.getMessage().contains("is never asked for"), broken.getMessage());
    }

    /// The first page names the second.
    private static Definition named(String path) {
        return Harbour.definition("""
                requests:
                  me: { path: /api/me, expect: json, capture: { next: { json: /next } } }
                  more: { path: '%s', expect: json }
                """.formatted(path));
    }

    @ParameterizedTest
    @CsvSource({"/{next}, logout.php", "/{next}, LogOut", "/x?do={next}, logout", "/u/{next}, ..", "/u/{next}, .", "/u/{next}, ''", "/u/{next}, a/b",
        "/u/{next}, a\\\\b", "/u/{next}, 7?x", "/u/{next}, 7#x", "/u/{next}, ..%2flogout", "/u/{next}, %2e%2e", "/u/x-{next}, /../y"})
    void what_a_site_names_is_not_asked_for_where_it_leads_elsewhere(String path, String next) throws IOException {
        try (var harbour = new Harbour()) {
            var visit = harbour.answers(Harbour.FIGURES.replace("}", ",\"next\":\"" + next + "\"}")).answers(Harbour.FIGURES)
                    .visit(named(path), Harbour.COOKIE);
            assertEquals(List.of(200), Harbour.statuses(visit), path);
            if (!next.isEmpty()) {
                assertEquals(PollFailure.Reason.LAYOUT_CHANGED, Harbour.failure(visit).reason());
                assertTrue(Harbour.failure(visit).detail().contains("not asked"), Harbour.failure(visit).detail());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/u/{next}, 4711", "/u/{next}, otter-by", "/u/{next}, Ott er.by", "/u/{next}, 水獺", "/u/{next}, 100%"})
    void what_it_names_is_asked_for_where_it_is_a_number_or_a_name(String path, String next) throws IOException {
        try (var harbour = new Harbour()) {
            var visit = harbour.answers(Harbour.FIGURES.replace("}", ",\"next\":\"" + next + "\"}")).answers(Harbour.FIGURES)
                    .visit(named(path), Harbour.COOKIE);
            assertEquals(List.of(200, 200), Harbour.statuses(visit));
        }
    }

    @Test
    void a_control_character_is_no_part_of_an_address() {
        assertFalse(Template.staysWithin("/u/{next}", Map.of("next", "a\nb")));
        assertFalse(Template.staysWithin("/u/{next}", Map.of("next", "a\u0000")));
        assertTrue(Template.staysWithin("/u/{next}?x={other}", Map.of("next", "a", "other", "/")));
    }

    @Test
    void a_key_in_the_address_may_have_any_letters() throws IOException {
        try (var harbour = new Harbour()) {
            var visit = harbour.answers(401, "").answers(Harbour.FIGURES).visit(Harbour.definition("auth: { api_key: { retry_as: { query: k, on_status: [401] } } }"),
                    new Credential.ApiKey(new Secret("12345-logout-67890")));
            assertEquals(List.of(401, 200), Harbour.statuses(visit));
        }
    }

    @Test
    void a_redirect_to_the_mailbox_is_not_followed() throws IOException {
        try (var harbour = new Harbour()) {
            var visit = harbour.answers(302, "", "Location", "/messages.php?new=1").answers(Harbour.FIGURES).visit(Harbour.definition(), Harbour.COOKIE);
            assertEquals(PollFailure.Reason.SITE_ERROR, Harbour.failure(visit).reason());
            assertTrue(Harbour.failure(visit).detail().contains("/messages.php"), Harbour.failure(visit).detail());
            assertEquals(List.of(302), Harbour.statuses(visit));
        }
    }
}
