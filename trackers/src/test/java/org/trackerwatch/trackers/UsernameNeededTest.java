package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sites that are asked by a name which nothing but the user tells.
class UsernameNeededTest {

    private static final Definitions BUNDLED = Definitions.bundled();

    @Test
    void of_the_engines_only_one_is_asked_by_a_name_that_nothing_tells() {
        var asking = BUNDLED.platforms().stream().map(name -> BUNDLED.find(name).orElseThrow())
                .filter(engine -> engine.accepts().stream().anyMatch(engine::needsUsername)).map(Definition::slug).collect(Collectors.toSet());
        assertEquals(Set.of("nebulance"), asking);
    }

    @Test
    void a_site_asks_as_its_engine_does() {
        assertTrue(BUNDLED.find("anthelion").orElseThrow().needsUsername(CredentialKind.API_KEY));
    }

    @Test
    void a_page_that_tells_the_name_first_is_enough() {
        var unit3d = Harbour.platform("unit3d");
        assertFalse(unit3d.needsUsername(CredentialKind.COOKIE), "the start page links to the profile");
        assertFalse(unit3d.needsUsername(CredentialKind.API_KEY), "no profile is asked for with a key");
    }

    @Test
    void only_what_is_asked_each_time_counts() {
        assertTrue(asking("/u/{username}", "").needsUsername(CredentialKind.API_KEY));
        assertFalse(asking("/u/{username}", ", optional: true").needsUsername(CredentialKind.API_KEY));
        assertFalse(asking("/u/{username}", ", needs: cookie").needsUsername(CredentialKind.API_KEY));
        assertTrue(asking("/u/{username}", ", needs: cookie").needsUsername(CredentialKind.COOKIE));
        assertFalse(asking("/u", "").needsUsername(CredentialKind.API_KEY));
    }

    @ParameterizedTest
    @EnumSource(CredentialKind.class)
    void a_name_in_a_body_or_a_header_is_one_too(CredentialKind kind) {
        boolean signsIn = kind == CredentialKind.LOGIN;
        assertEquals(!signsIn, asking("/u", ", method: POST, body: \"user={username}\"").needsUsername(kind), "who signs in has said his name");
        assertEquals(!signsIn, asking("/u", ", headers: { X-User: \"{username}\" }").needsUsername(kind));
    }

    private static Definition asking(String path, String more) {
        return Harbour.definition("requests: { more: { path: \"" + path + "\", expect: json" + more + " } }");
    }
}
