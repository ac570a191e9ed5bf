package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.store.Setting;

final class AddingPartTest {

    @TempDir
    Path directory;

    private Pond pond;

    @BeforeEach
    void open() {
        pond = new Pond(directory);
    }

    @AfterEach
    void close() {
        pond.close();
    }

    private void refused(int status, String field, String words, Api.Answer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(field, answer.field(), answer.text());
        assertTrue(answer.detail().contains(words), answer.detail());
        assertEquals(0, pond.trackers());
    }

    @Test
    void an_account_is_added_with_its_first_reading_by_one_request() {
        var added = pond.add(",\"joined\":\"2021-03-04\",\"min_ratio\":0.6,\"interval_seconds\":7200");
        var document = pond.api.json(201, added);
        assertEquals("/api/v1/trackers/1", added.headers().get("location"));
        assertEquals(4_000L << 30, document.get("reading").get("uploaded").asLong());
        assertEquals("api-key", document.get("credential").asString());
        assertEquals(7200, document.get("interval_seconds").asInt());
        assertEquals("2021-03-04", document.get("joined").asString());
        assertTrue(document.get("remarks").isEmpty());
        assertEquals(1, pond.site.requests());
    }

    @Test
    void a_refused_key_is_told_by_the_name_of_its_field_and_never_kept() {
        pond.site.refuses();
        refused(422, "secret", "Nothing was added, and nothing more is asked.", pond.add(""));
    }

    @Test
    void what_a_site_refused_a_moment_ago_is_not_asked_again() {
        pond.site.refuses();
        pond.add("");
        int asked = pond.site.requests();
        refused(422, "secret", "Nothing was added", pond.add(""));
        assertEquals(asked, pond.site.requests());
    }

    @Test
    void a_site_in_trouble_is_no_fault_of_a_field() {
        pond.site.answers(503);
        refused(409, "", "Try again later", pond.add(""));
    }

    @Test
    void without_a_check_nothing_is_asked() {
        var document = pond.api.json(201, pond.add(",\"check\":false"));
        assertEquals("new", document.get("state").asString());
        assertEquals(0, pond.site.requests());
    }

    @Test
    void a_form_is_tried_and_nothing_kept() {
        var tried = pond.api.json(200, pond.post("/test", pond.form(Pond.KEY, "")));
        assertEquals("read", tried.get("outcome").asString());
        assertEquals(12, tried.get("seeding").asInt());
        assertFalse(tried.get("asked_before").asBoolean());
        assertEquals(0, pond.trackers());
    }

    @Test
    void a_failed_trial_is_an_answer_with_its_reason() {
        pond.site.refuses();
        var tried = pond.api.json(200, pond.post("/test", pond.form(Pond.KEY, "")));
        assertEquals("failed", tried.get("outcome").asString());
        assertEquals("credential-refused", tried.get("failure").get("reason").asString());
        assertTrue(tried.get("seeding").isNull());
    }

    @Test
    void what_was_tried_just_now_is_added_without_asking_again() {
        pond.post("/test", pond.form(Pond.KEY, ""));
        assertTrue(pond.api.json(200, pond.post("/test", pond.form(Pond.KEY, ""))).get("asked_before").asBoolean());
        pond.api.time().pass(Duration.ofMinutes(5));
        var document = pond.api.json(201, pond.add(""));
        assertEquals(4_000L << 30, document.get("reading").get("uploaded").asLong());
        assertEquals(1, pond.site.requests());
    }

    @Test
    void a_trial_of_long_ago_or_of_another_key_proves_nothing() {
        pond.post("/test", pond.form(Pond.KEY, ""));
        pond.post("/test", pond.form(Pond.OTHER, ""));
        assertEquals(2, pond.site.requests());
        pond.api.time().pass(Duration.ofMinutes(11));
        pond.api.json(201, pond.add(""));
        assertEquals(3, pond.site.requests());
    }

    @Test
    void a_name_that_is_taken_is_refused_before_the_site_is_asked() {
        pond.add("");
        var again = pond.add("");
        assertEquals(422, again.status());
        assertEquals("name", again.field());
        assertEquals(1, pond.site.requests());
    }

    @Test
    void the_same_account_twice_is_remarked() {
        pond.add("");
        var twin = pond.api.json(201, pond.post("", pond.form(Pond.KEY, "").replace("Otters", "Otters again")));
        assertTrue(twin.get("remarks").get(0).asString().contains("“Otters” is the same site"), twin.get("remarks").toString());
    }

    @Test
    void a_wish_that_the_sites_floor_overrules_is_remarked() {
        var document = pond.api.json(201, pond.add(",\"interval_seconds\":60"));
        assertEquals(900, document.get("interval_seconds").asInt());
        assertTrue(document.get("remarks").get(0).asString().contains("not be asked more often than every 15 min"),
                document.get("remarks").toString());
    }

    @Test
    void an_address_at_which_others_can_read_the_key_on_its_way_is_remarked() {
        var form = pond.form(Pond.KEY, ",\"check\":false");
        assertTrue(pond.api.json(201, pond.post("", form)).get("remarks").isEmpty());
        var bare = pond.api.json(201, pond.post("", form.replace(pond.site.url(), "http://tracker.example").replace("Otters", "Newts")));
        assertTrue(bare.get("remarks").get(0).asString().contains("Use https://tracker.example"), bare.get("remarks").toString());
    }

    @Test
    void a_site_that_nobody_knows_is_refused_with_its_neighbour() {
        refused(422, "site", "Did you mean aither?", pond.post("", "{\"site\":\"aihter\",\"name\":\"A\",\"secret\":\"" + Pond.KEY + "\"}"));
    }

    @Test
    void an_engine_wants_an_address() {
        refused(422, "url", "say where yours is", pond.post("", "{\"site\":\"unit3d\",\"name\":\"A\",\"secret\":\"" + Pond.KEY + "\"}"));
    }

    @Test
    void an_engine_at_a_known_sites_address_is_that_site() {
        var document = pond.api.json(201, pond.post("", "{\"site\":\"unit3d\",\"name\":\"A\",\"url\":\"https://aither.cc/\",\"secret\":\""
                + Pond.KEY + "\",\"check\":false}"));
        assertEquals("aither", document.get("definition").asString());
    }

    @Test
    void what_opens_it_is_asked_for_with_where_it_is_found() {
        refused(422, "secret", "Aither is opened by an API key", pond.post("", "{\"site\":\"aither\",\"name\":\"A\"}"));
    }

    @Test
    void a_garbled_key_is_refused_before_the_site_is_asked() {
        refused(422, "secret", "", pond.post("", pond.form("half a key", "")));
        assertEquals(0, pond.site.requests());
    }

    @Test
    void two_things_that_open_it_are_one_too_many() {
        refused(422, "cookie", "Give one thing", pond.add(",\"cookie\":\"a=b\""));
    }

    @Test
    void each_wrong_field_is_named() {
        refused(422, "name", "needed", pond.post("", "{\"site\":\"unit3d\"}"));
        refused(422, "url", "beginning alone", pond.post("", pond.form(Pond.KEY, "").replace(pond.site.url(), "https://a.example/?key=1")));
        refused(422, "joined", "a day such as", pond.add(",\"joined\":\"yesterday\""));
        refused(422, "joined", "to today", pond.add(",\"joined\":\"2999-01-01\""));
        refused(422, "interval_seconds", "from 60", pond.add(",\"interval_seconds\":5"));
        refused(422, "max_per_day", "from 1 to 96", pond.add(",\"max_per_day\":0"));
        refused(422, "min_ratio", "from 0", pond.add(",\"min_ratio\":-1"));
        refused(422, "proxy", "", pond.add(",\"proxy\":\"ftp://x\""));
        refused(422, "intervall", "no such field", pond.add(",\"intervall\":5"));
        refused(422, "username", "needed along with the password", pond.post("", pond.form(Pond.KEY, "").replace("\"secret\"", "\"password\"")));
        assertEquals(0, pond.site.requests());
    }

    @Test
    void a_site_whose_staff_refuse_programs_is_added_by_hand_and_never_asked() throws IOException {
        pond.shy(directory);
        refused(422, "secret", "It takes no key", pond.post("", "{\"site\":\"shy\",\"name\":\"Newts\",\"secret\":\"" + Pond.KEY + "\"}"));
        assertEquals("site", pond.post("/test", "{\"site\":\"shy\"}").field());
        var added = pond.api.json(201, pond.post("", "{\"site\":\"shy\",\"name\":\"Newts\"}"));
        assertEquals("manual", added.get("mode").asString());
        assertTrue(added.get("credential").isNull());
        assertEquals(0, pond.site.requests());
    }

    @Test
    void user_names_that_are_not_to_be_kept_are_not_shown_either() {
        pond.api.with(tx -> Setting.named("store-usernames").set(tx, "off"));
        assertTrue(pond.api.json(200, pond.post("/test", pond.form(Pond.KEY, ""))).get("username").isNull());
        var added = pond.api.json(201, pond.add(",\"username\":\"otter\""));
        assertTrue(added.get("username").isNull());
        assertTrue(added.get("reading").get("username").isNull());
        assertTrue(added.get("remarks").get(0).asString().contains("store-usernames"));
    }

    @Test
    void who_may_only_read_adds_and_tries_nothing() {
        pond.api.key(false);
        assertEquals(403, pond.add("").status());
        assertEquals(403, pond.post("/test", pond.form(Pond.KEY, "")).status());
        assertEquals(0, pond.site.requests());
    }

    @Test
    void a_site_at_a_link_local_address_is_not_even_tried() {
        for (var path : List.of("/test", "")) {
            var refused = pond.post(path, pond.form(Pond.KEY, "").replace(pond.site.url(), "http://169.254.169.254"));
            assertEquals(422, refused.status(), refused.text());
            assertEquals("url", refused.field());
            assertTrue(refused.detail().contains("link-local"), refused.detail());
        }
    }
}
