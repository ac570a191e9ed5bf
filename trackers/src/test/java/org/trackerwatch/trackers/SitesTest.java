package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What must hold for the bundled sites as a collection, beyond each file being right by itself.
class SitesTest {

    private static final Definitions BUNDLED = Definitions.bundled();

    static Stream<Definition> sites() {
        return BUNDLED.slugs().stream().map(slug -> BUNDLED.find(slug).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"unit3d, 18", "gazelle, 8", "ggn, 1", "nexusphp, 18"})
    void each_engine_has_its_sites(String platform, int atLeast) {
        long found = sites().filter(site -> site.platform().equals(platform)).count();
        assertTrue(found >= atLeast, () -> platform + " has only " + found);
    }

    @Test
    void no_two_sites_claim_the_same_host() {
        var owners = new HashMap<String, String>();
        sites().forEach(site -> Stream.concat(site.links().stream(), site.legacyLinks().stream())
                .map(URI::getHost)
                .forEach(host -> assertNull(owners.put(host, site.slug()),
                        () -> host + " belongs to " + site.slug() + " and to another site")));
    }

    @Test
    void no_two_sites_go_by_the_same_slug_or_full_name() {
        var names = new HashSet<String>();
        sites().forEach(site -> assertTrue(names.add(site.name().toLowerCase(Locale.ROOT)), site.name()));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void rules_and_classes_name_their_source_and_its_date(Definition site) {
        assertEquals(saysSomething(site), site.rules().source().isPresent(), site.slug());
        assertEquals(saysSomething(site), site.rules().checked().isPresent(), site.slug());
    }

    /// Of some sites no more than the address is known.
    private static boolean saysSomething(Definition site) {
        var rules = site.rules();
        return !site.ranks().isEmpty() || rules.ratio() != Rules.RatioRule.MINIMUM
                || Stream.of(rules.minRatio(), rules.minSeedTime(), rules.hitAndRun(), rules.ratioWatch(), rules.inactivity())
                        .anyMatch(Optional::isPresent);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void a_minimum_ratio_is_one_that_a_site_could_ask_of_an_account(Definition site) {
        site.minRatio().ifPresent(ratio -> assertTrue(ratio.signum() > 0 && ratio.doubleValue() <= 1, site.slug()));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void no_class_goes_by_the_name_of_another(Definition site) {
        var names = new HashSet<String>();
        for (var rank : site.ranks()) {
            Stream.concat(Stream.of(rank.name()), rank.aliases().stream())
                    .forEach(name -> assertTrue(names.add(name.toLowerCase(Locale.ROOT)), site.slug() + ": " + name));
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void where_only_the_api_is_welcome_no_cookie_is_taken(Definition site) {
        if (site.policy().userStats() == Definition.UserStats.API_ONLY) {
            assertEquals(List.of(CredentialKind.API_KEY), site.accepts(), site.slug());
        }
    }

    @Test
    void what_staff_agreed_to_is_kept() {
        var agreed = Map.of("aither", 180, "lst", 180, "aura4k", 180, "darkpeers", 180, "seedpool", 180,
                "unwalled", 180, "yuscene", 180, "samaritano", 180, "luminarr", 120, "midnightscene", 60);
        agreed.forEach((slug, minutes) ->
                assertEquals(Duration.ofMinutes(minutes), site(slug).minInterval(), slug));
        assertEquals(Optional.of(1), policy("onlyencodes").maxPerDay());
        assertEquals(Optional.of(8), policy("samaritano").maxPerDay());
        assertTrue(policy("samaritano").identify());
    }

    @ParameterizedTest
    @ValueSource(strings = {"avistaz", "cinemaz", "privatehd", "exoticaz", "animez"})
    void sites_whose_staff_refuse_such_programs_are_filled_by_hand_and_say_why(String slug) {
        var site = BUNDLED.find(slug).orElseThrow();
        assertTrue(site.isByHand());
        assertTrue(site.policy().note().orElseThrow().contains("staff"), slug);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void what_is_filled_by_hand_can_be_asked_for_nothing(Definition site) {
        if (site.isByHand()) {
            assertEquals(List.of(), site.accepts(), site.slug());
            assertTrue(site.policy().note().isPresent(), site.slug());
        }
    }

    private static Definition site(String slug) {
        return BUNDLED.find(slug).orElseThrow();
    }

    private static Policy policy(String slug) {
        return site(slug).policy();
    }
}
