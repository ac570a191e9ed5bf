package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SearchTest {

    private static final List<Glimpse> SITES = List.of(site("otter", "Otter Pond", "https://otter.example/", "OP"),
            site("big-otter", "Big Otter", "https://www.riverbank.example/"), site("newt", "Newt é Co", "https://newt.example/"),
            site("unit3d", "UNIT3D", "https://unit3d.example/"));

    private static Glimpse site(String slug, String name, String link, String... aliases) {
        return new Glimpse(slug, name, List.of(aliases), "unit3d", Definition.Status.LIVE, Definition.Proof.PROVEN, Definition.UserStats.ASK,
                List.of(CredentialKind.API_KEY), List.of(URI.create(link)), "en");
    }

    private static List<String> found(String typed) {
        return new Search(typed).among(SITES).stream().map(Glimpse::slug).toList();
    }

    @Test
    void all_come_by_name_where_nothing_is_typed() {
        assertEquals(List.of("big-otter", "newt", "otter", "unit3d"), found("  "));
    }

    @Test
    void the_same_name_comes_before_one_that_has_it_within() {
        assertEquals(List.of("otter", "big-otter"), found("OTTER"));
    }

    @Test
    void another_name_of_it_counts_as_its_own() {
        assertEquals("otter", found("op").getFirst());
    }

    @Test
    void accents_and_marks_make_no_difference() {
        assertEquals(List.of("newt"), found("newt e-co"));
        assertEquals(List.of("big-otter"), found("bigotter"));
    }

    @Test
    void words_may_come_in_any_order() {
        assertEquals(List.of("otter"), found("pond otter"));
    }

    @Test
    void a_part_of_the_host_finds_it_where_no_name_does() {
        assertEquals(List.of("big-otter"), found("riverbank"));
    }

    @Test
    void an_address_finds_its_site_alone() {
        assertEquals(List.of("big-otter"), found("https://riverbank.example/user/1"));
        assertEquals(List.of(), found("https://elsewhere.example/"));
    }

    @Test
    void what_is_mistyped_finds_what_may_be_meant() {
        assertEquals(List.of("otter"), found("oter"));
    }

    @Test
    void an_engine_s_name_finds_it_before_the_sites_that_run_on_it() {
        assertEquals("unit3d", found("unit3d").getFirst());
        assertEquals(4, found("unit3d").size());
    }
}
