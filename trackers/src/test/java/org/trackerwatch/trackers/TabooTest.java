package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is never asked for, by whatever way we are sent there.
class TabooTest {

    @ParameterizedTest
    @ValueSource(strings = {"/inbox.php", "/messages.php?action=viewmailbox", "/messages.php", "/logout.php?x=1", "/users/ann/conversations",
        "/log-out", "/LOGOUT", "/user.php?action=logout", "/staffpm.php", "/contactstaff.php", "/account/re-enable", "/usercp.php?do=unpark",
        "/mybonus.php?action=exchange", "/attendance.php", "/api/mail/mark-read", "https://harbour.example/logout", "/index.php?page=usercp&do=pm"})
    void mail_ways_out_and_whatever_changes_an_account_is_never_asked_for(String address) {
        assertTrue(Taboo.holds(address), address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.php", "/userdetails.php?id=7", "/user.php?id=7", "/api/messages/unread-count", "/mybonus.php", "/api/v1/profile",
        "/ajax.php?action=index", "/users/spm", "https://messages.example/user", "/api/stats/personal", "/staffing"})
    void a_page_of_figures_is(String address) {
        assertFalse(Taboo.holds(address), address);
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
