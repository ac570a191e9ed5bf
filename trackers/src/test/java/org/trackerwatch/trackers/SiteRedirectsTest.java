package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.COOKIE;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.stats;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Who points elsewhere is followed within the site, and nowhere else.
final class SiteRedirectsTest {

    private final Harbour harbour;

    SiteRedirectsTest() throws IOException {
        harbour = new Harbour();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    @Test
    void redirects_within_the_site_are_followed_with_the_credential() throws InterruptedException {
        harbour.answers(302, "", "Location", "/v2/me").answers(FIGURES);
        stats(harbour.visit(definition(), KEY));
        harbour.asked();
        var second = harbour.asked();
        assertEquals("/v2/me", second.getTarget());
        assertEquals("open-sesame-key", second.getHeaders().get("X-API-Key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "login.php", "/login.php?returnto=index.php", "/auth/login", "/?returnto=%2F", "/verify/1"})
    void a_redirect_to_a_login_page_is_not_followed(String location) {
        harbour.answers(302, "", "Location", location);
        assertEquals(Reason.SESSION_EXPIRED, failure(harbour.visit(definition(), COOKIE)).reason());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @Test
    void a_redirect_to_a_login_page_refuses_a_key() {
        harbour.answers(302, "", "Location", harbour.site.url("/login").toString());
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(harbour.visit(definition(), KEY)).reason());
    }

    @Test
    void a_definition_knows_other_doors() {
        harbour.answers(302, "", "Location", "/entrance");
        assertEquals(Reason.SESSION_EXPIRED, failure(harbour.visit(
                definition("session: { dead_if: [ { final_url: /entrance } ] }"), COOKIE)).reason());
    }

    @Test
    void nothing_is_ever_sent_to_another_host_or_port() throws IOException {
        try (var other = new Harbour()) {
            harbour.answers(301, "", "Location", other.site.url("/api/me").toString());
            var failure = failure(harbour.visit(definition(), KEY));
            assertEquals(Reason.MOVED, failure.reason());
            assertTrue(failure.detail().contains(other.site.getHostName()), failure.detail());
            assertEquals(0, other.site.getRequestCount());
        }
    }

    @Test
    void another_name_of_the_same_machine_is_another_host() {
        var name = harbour.site.getHostName().equals("localhost") ? "127.0.0.1" : "localhost";
        harbour.answers(302, "", "Location", "http://" + name + ":" + harbour.site.getPort() + "/api/me");
        assertEquals(Reason.MOVED, failure(harbour.visit(definition(), COOKIE)).reason());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http:///", "ftp://files/", "http://[broken", "mailto:staff", "//elsewhere.example/x"})
    void an_address_that_makes_no_sense_is_not_followed(String location) {
        harbour.answers(302, "", "Location", location);
        var reason = failure(harbour.visit(definition(), KEY)).reason();
        assertTrue(reason == Reason.SITE_ERROR || reason == Reason.MOVED, reason.toString());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @Test
    void a_circle_of_redirects_ends() {
        for (int i = 0; i < 10; i++) {
            harbour.answers(302, "", "Location", "/api/me");
        }
        assertEquals(Reason.SITE_ERROR, failure(harbour.visit(definition(), KEY)).reason());
        assertEquals(4, harbour.site.getRequestCount());
    }
}
