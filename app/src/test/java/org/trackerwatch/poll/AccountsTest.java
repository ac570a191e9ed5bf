package org.trackerwatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Registry;
import org.trackerwatch.trackers.Account;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Secret;

final class AccountsTest {

    private static Account account(String definition, Optional<String> url) {
        var tracker = new Tracker(1, "Otters", definition, url, Optional.of("otterby"), Duration.ofHours(1), Optional.empty(),
                Optional.empty(), Tracker.Mode.ACTIVE, Instant.EPOCH);
        var access = new Registry.Access(new Credential.ApiKey(new Secret("key")), Optional.empty(), Map.of("uid", "7"));
        return Accounts.of(tracker, Definitions.bundled(), access);
    }

    @Test
    void the_user_s_address_goes_before_the_site_s_own() {
        assertEquals(URI.create("https://aither.cc/"), account("aither", Optional.empty()).base());
        assertEquals(URI.create("https://mirror.example"), account("aither", Optional.of("https://mirror.example")).base());
        assertEquals(Map.of("uid", "7"), account("aither", Optional.empty()).memory());
    }

    @Test
    void a_platform_without_an_address_is_asked_for_one() {
        var refused = assertThrows(IllegalArgumentException.class, () -> account("unit3d", Optional.empty()));
        assertTrue(refused.getMessage().contains("--url"), refused.getMessage());
    }

    @Test
    void a_site_whose_staff_refuse_programs_has_no_account_to_ask() {
        var refused = assertThrows(IllegalArgumentException.class, () -> account("avistaz", Optional.empty()));
        assertTrue(refused.getMessage().contains("staff of AvistaZ"), refused.getMessage());
    }

    @Test
    void nor_has_it_under_the_name_of_its_engine() {
        var refused = assertThrows(IllegalArgumentException.class, () -> account("nexusphp", Optional.of("https://www.avistaz.to/")));
        assertTrue(refused.getMessage().contains("staff of AvistaZ"), refused.getMessage());
    }
}
