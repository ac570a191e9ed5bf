package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import tools.jackson.databind.JsonNode;

final class CatalogPartTest {

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory);
    }

    private JsonNode found(String query) {
        return api.json(200, api.get("/api/v1/catalog?" + query));
    }

    private static List<String> slugs(JsonNode found) {
        return found.get("items").valueStream().map(each -> each.get("slug").asString()).toList();
    }

    @Test
    void all_sites_and_engines_are_there_some_at_a_time() {
        var all = found("");
        assertEquals(50, all.get("items").size());
        assertTrue(all.get("total").asInt() > 400, "only " + all.get("total"));
        assertEquals(all.get("total").asInt(), found("limit=1000").get("items").size());
    }

    @Test
    void the_exact_name_comes_before_those_that_have_it_within() {
        assertEquals("aither", slugs(found("q=Aither")).getFirst());
        assertEquals("unit3d", slugs(found("q=unit3d")).getFirst());
    }

    @Test
    void case_accents_and_marks_between_make_no_difference() {
        assertEquals(slugs(found("q=beyond-hd")), slugs(found("q=BeyondHD")));
        assertTrue(slugs(found("q=BEYOND%20HD")).contains("beyond-hd") || slugs(found("q=BEYOND%20HD")).contains("beyondhd"));
    }

    @Test
    void an_address_finds_the_site_that_lies_there() {
        assertEquals(List.of("aither"), slugs(found("q=https://aither.cc/torrents/1")));
    }

    @Test
    void what_is_mistyped_finds_what_may_be_meant() {
        assertTrue(slugs(found("q=aihter")).contains("aither"));
    }

    @Test
    void filters_leave_what_they_name() {
        assertTrue(found("kind=engine&limit=1000").get("items").valueStream().allMatch(each -> each.get("kind").asString().equals("engine")));
        assertTrue(found("status=proven&limit=1000").get("items").valueStream().allMatch(each -> each.get("status").asString().equals("proven")));
        assertTrue(found("engine=gazelle&limit=1000").get("items").valueStream().allMatch(each -> each.get("engine").asString().equals("gazelle")));
        assertTrue(found("auth=none&limit=1000").get("items").valueStream().allMatch(each -> each.get("auth").isEmpty()));
    }

    @Test
    void a_mistyped_filter_is_refused_by_its_name() {
        assertEquals("statsu", api.get("/api/v1/catalog?statsu=proven").field());
        assertEquals("status", api.get("/api/v1/catalog?status=prooven").field());
    }

    @Test
    void a_site_says_what_opens_it_where_that_is_found_and_what_is_told_then() {
        var site = api.json(200, api.get("/api/v1/catalog/aither"));
        assertEquals("unit3d", site.get("engine").asString());
        var way = site.get("access").get(0);
        assertEquals("api-key", way.get("credential").asString());
        assertTrue(way.get("hint").asString().length() > 10);
        assertTrue(way.get("fields").valueStream().anyMatch(field -> field.asString().equals("uploaded")));
        assertTrue(way.get("events").valueStream().anyMatch(event -> event.asString().equals("ratio-drop")));
    }

    @Test
    void an_unknown_site_is_not_found_and_its_neighbour_is_named() {
        var refused = api.get("/api/v1/catalog/aihter");
        assertEquals(404, refused.status());
        assertTrue(refused.detail().contains("aither"), refused.detail());
    }

    @Test
    void a_file_of_the_users_own_is_found_and_a_broken_one_hides_no_other() throws IOException {
        var own = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(own.resolve("newts.yaml"), """
                schema: 1
                slug: newts
                name: Newt Pond
                platform: unit3d
                links: ["https://newts.example/"]
                """);
        Files.writeString(own.resolve("broken.yaml"), "schema: 1\nslug: broken\nnmae: Broken\n");
        assertEquals(List.of("newts"), slugs(found("q=newt%20pond")));
        assertTrue(slugs(found("q=aither")).contains("aither"));
        assertEquals(409, api.get("/api/v1/catalog/broken").status());
    }
}
