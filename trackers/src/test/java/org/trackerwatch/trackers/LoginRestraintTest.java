package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.stats;
import static org.trackerwatch.trackers.LoginSite.PASSWORD;
import static org.trackerwatch.trackers.LoginSite.definition;
import static org.trackerwatch.trackers.LoginSite.login;
import static org.trackerwatch.trackers.LoginSite.page;
import static org.trackerwatch.trackers.LoginSite.standing;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// How seldom a password is sent, whatever became of the one before.
class LoginRestraintTest {

    private static final MockResponse LOST = new MockResponse.Builder().headersDelay(2, TimeUnit.SECONDS).build();

    private final LoginSite site;

    LoginRestraintTest() throws IOException {
        site = new LoginSite(Duration.ofMillis(800));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void a_site_whose_sessions_last_one_poll_is_signed_in_to_four_times_a_day() {
        var used = login(PASSWORD);
        Visit visit = site.visit(definition(), used);
        Credential kept = visit.rotated().orElseThrow();
        for (int hour = 1; hour < 24; hour++) {
            site.session = "forgotten";
            site.time.pass(Duration.ofHours(1));
            visit = site.visit(definition(), kept);
            kept = visit.rotated().orElse(kept);
        }
        assertEquals(4, site.logins());
        assertEquals(Reason.RATE_LIMITED, failure(visit).reason());
        assertTrue(failure(visit).detail().contains("cookies of your browser last longer"), failure(visit).detail());
        assertTrue(failure(visit).retryAfter().filter(rest -> rest.compareTo(SignIn.BETWEEN) <= 0).isPresent(), failure(visit).toString());
    }

    @Test
    void a_lost_login_is_not_repeated_before_its_time_and_no_more_than_twice() {
        var used = login(PASSWORD);
        site.instead.put("POST /take", List.of(LOST, LOST, LOST));
        var visit = site.visit(definition(), used);
        for (int login = 1; login <= SignIn.MOST_UNANSWERED; login++) {
            var early = site.again(definition(), visit, used);
            assertEquals(login == SignIn.MOST_UNANSWERED ? Reason.CREDENTIAL_REFUSED : Reason.RATE_LIMITED, failure(early).reason());
            visit = site.later(definition(), visit, used);
        }
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(visit).reason());
        assertTrue(failure(visit).detail().contains("did not answer the last 3 logins"), failure(visit).detail());
        assertTrue(standing(visit).refused());
        assertEquals(SignIn.MOST_UNANSWERED, site.logins());
        stats(site.visit(definition(), login(PASSWORD)));
    }

    @Test
    void an_answer_ends_the_count_of_lost_logins() {
        var used = login(PASSWORD);
        site.instead.put("POST /take", List.of(LOST, LOST));
        var visit = site.later(definition(), site.visit(definition(), used), used);
        assertEquals(2, standing(visit).unanswered());
        assertEquals(0, standing(site.later(definition(), visit, used)).unanswered());
    }

    @Test
    void what_is_about_to_be_sent_is_kept_before_it_is() {
        var told = new ArrayList<Credential.Login>();
        stats(site.visit(definition(), login(PASSWORD), login -> {
            assertEquals(0, site.logins(), "before anything left");
            told.add(login);
        }));
        assertEquals(1, told.size());
        assertEquals(1, told.getFirst().standing().unanswered());
        assertEquals(Reason.RATE_LIMITED, failure(site.visit(definition(), told.getFirst())).reason(), "as after a crash");
        assertEquals(1, site.logins());
    }

    @Test
    void what_can_t_be_kept_is_not_sent() {
        assertThrows(IllegalStateException.class, () -> site.visit(definition(), login(PASSWORD), _ -> {
            throw new IllegalStateException("the disk is full");
        }));
        assertEquals(0, site.logins());
    }

    @Test
    void a_clock_that_is_set_back_lengthens_no_pause() {
        var standing = Credential.Standing.NEW.sending(site.time.now().plus(Duration.ofDays(400))).answered();
        var used = login(PASSWORD).with(standing);
        var visit = site.visit(definition(), used);
        assertEquals(Optional.of(SignIn.BETWEEN), failure(visit).retryAfter());
        stats(site.later(definition(), visit, used));
    }

    @Test
    void a_page_too_large_for_an_answer_to_a_password_is_a_refusal() {
        site.instead.put("POST /take", List.of(page(200, "<p>x</p>".repeat(1 << 20))));
        var visit = site.visit(definition(), login(PASSWORD));
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(visit).reason());
        assertTrue(standing(visit).refused());
    }

    @Test
    void a_page_too_deep_for_an_answer_to_a_password_is_a_refusal() {
        site.instead.put("POST /take", List.of(page(200, "<div>".repeat(200_000))));
        assertTrue(standing(site.visit(definition(), login(PASSWORD))).refused());
    }

    @Test
    void a_network_s_own_login_instead_of_an_answer_counts_as_none() {
        site.instead.put("POST /take", List.of(page(511, "<p>Pay for the network</p>")));
        var visit = site.visit(definition(), login(PASSWORD));
        assertEquals(Reason.UNREACHABLE, failure(visit).reason());
        assertFalse(standing(visit).refused());
        assertEquals(1, standing(visit).unanswered());
        assertEquals(Reason.RATE_LIMITED, failure(site.again(definition(), visit, login(PASSWORD))).reason());
        assertEquals(1, site.logins());
        stats(site.later(definition(), visit, login(PASSWORD)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\r\\nX-Evil: 1", "a\\u0000b", "töken", "a\\nb"})
    void a_token_that_no_header_can_carry_is_none(String token) {
        site.instead.put("POST /take", List.of(page(200, "{\"token\":\"" + token + "\"}")));
        var visit = site.visit(definition("auth: { login: { proof: { token: /token, cookies: [] } } }"), login(PASSWORD));
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(visit).reason());
        assertTrue(failure(visit).detail().contains("a token that makes no sense"), failure(visit).detail());
        assertEquals(Optional.empty(), standing(visit).token());
        assertEquals(2, site.asked.size(), "nothing was asked with it");
    }
}
