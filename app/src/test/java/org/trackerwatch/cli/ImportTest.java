package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;

/// `import prowlarr`, `jackett` and `cookies`, against those programs' answers and a site on loopback.
class ImportTest {

    @TempDir
    Path directory;

    private final LoopbackSite site = new LoopbackSite();
    private final LocalPrograms programs = new LocalPrograms(site.url() + "/", PLANTED);
    private final StringBuilder printed = new StringBuilder();
    private Program program;

    @BeforeEach
    void open() throws IOException {
        program = new Program(directory.resolve("config")).at(new SettableTime());
        var sites = Files.createDirectories(directory.resolve("config/definitions/sites"));
        Files.writeString(sites.resolve("otterhaven.yaml"), """
                schema: 1
                slug: otterhaven
                name: Otterhaven
                platform: unit3d
                links: [ "%s/" ]
                policy: { user_stats: ask }
                """.formatted(site.url()));
    }

    @AfterEach
    void close() {
        site.close();
        programs.close();
        for (var secret : new String[] {PLANTED, LocalPrograms.KEY, LocalPrograms.PASSWORD}) {
            assertFalse(printed.toString().contains(secret), "a secret was printed");
        }
    }

    private Program.Answer piped(String input, String... arguments) {
        var answer = program.piped(input, arguments);
        printed.append(answer.both());
        return answer;
    }

    private Program.Answer prowlarr(String... more) {
        var arguments = new String[] {"import", "prowlarr", "--url", programs.prowlarr(), "--key-stdin"};
        return piped(LocalPrograms.KEY, joined(arguments, more));
    }

    private Program.Answer jackett(String... more) {
        return piped("", joined(new String[] {"import", "jackett", "--url", programs.jackett()}, more));
    }

    private static String[] joined(String[] first, String[] second) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(List.of(second));
        return all.toArray(String[]::new);
    }

    private static Map<String, String> verdicts(Program.Answer answer) {
        var verdicts = new TreeMap<String, String>();
        answer.json().forEach(node -> verdicts.put(node.get("site").asString(), node.get("verdict").asString()));
        return verdicts;
    }

    private int trackers() {
        return piped("", "tracker", "list", "--json").json().size();
    }

    @Test
    void a_preview_says_what_becomes_of_each_and_asks_no_site() {
        var preview = prowlarr("--preview", "--json");
        assertEquals(0, preview.status(), preview.both());
        assertEquals(Map.of("Otterhaven", "ready", "Orpheus", "no-credential", "CarPT (cookie)", "no-credential", "TorrentLeech", "no-credential", "Newt Nook", "unknown"),
                verdicts(preview));
        assertEquals(0, site.requests());
        assertEquals(0, trackers());
    }

    @Test
    void for_people_it_says_how_to_go_on() {
        var preview = prowlarr("--preview");
        assertTrue(preview.out().contains("to be added"), preview.out());
        assertTrue(preview.out().contains("told to nobody. “tracker add orpheus” asks for it."), preview.out());
        assertTrue(preview.out().contains("cut off"), preview.out());
        assertTrue(preview.err().contains("1 more is no site that can be read: Newt Nook."), preview.err());
    }

    @Test
    void it_is_told_how_much_is_behind_each_and_once_what_that_means() {
        var preview = prowlarr("--preview");
        assertTrue(preview.out().contains("STATUS"), preview.out());
        assertEquals("untested", prowlarr("--preview", "--json").json().get(0).get("status").asString());
        assertEquals(1, preview.err().split("was never tried on an account there: Otterhaven", -1).length - 1, preview.err());
    }

    @Test
    void a_site_that_wants_a_password_names_the_way_to_give_one() {
        assertTrue(prowlarr("--preview").out().contains("“tracker add torrentleech --login” asks for them."));
    }

    @Test
    void what_staff_discourage_is_warned_of_and_added_only_by_its_name() throws IOException {
        var file = directory.resolve("config/definitions/sites/otterhaven.yaml");
        Files.writeString(file, Files.readString(file).replace("user_stats: ask", "user_stats: discouraged"));
        var left = prowlarr("--yes");
        assertEquals(0, left.status(), left.both());
        assertTrue(left.out().contains("left out: it does not like programs to read its figures; --only otterhaven"), left.out());
        assertTrue(left.err().contains("it is your account that is at stake"), left.err());
        assertEquals(0, site.requests());
        var named = prowlarr("--yes", "--only", "otterhaven");
        assertEquals(0, named.status(), named.both());
        assertTrue(named.err().contains("it is your account that is at stake"), named.err());
        assertEquals(1, trackers());
    }

    @Test
    void an_unknown_site_is_wrong_usage_before_anybody_is_asked() {
        var wrong = prowlarr("--yes", "--only", "otterhavn");
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("“otterhavn”") && wrong.err().contains("otterhaven"), wrong.err());
        assertEquals(List.of(), programs.asked());
    }

    @Test
    void an_address_without_its_beginning_is_written_out() {
        for (var address : Map.of("127.0.0.1:18103", "http://127.0.0.1:18103", "localhost:9696/p", "http://localhost:9696/p",
                "indexer.example", "https://indexer.example").entrySet()) {
            var wrong = piped(LocalPrograms.KEY, "import", "prowlarr", "--url", address.getKey(), "--key-stdin");
            assertEquals(2, wrong.status());
            assertTrue(wrong.err().contains("; write " + address.getValue() + "."), wrong.err());
        }
    }

    @Test
    void each_is_proved_by_one_poll_and_taken_once() {
        var added = prowlarr("--yes");
        assertEquals(0, added.status(), added.both());
        assertTrue(added.err().contains("Added “Otterhaven”."), added.err());
        assertEquals(1, site.requests());
        assertEquals("Bearer " + PLANTED, site.lastHeader("Authorization"));
        var again = prowlarr("--yes", "--json");
        assertEquals("known", verdicts(again).get("Otterhaven"));
        assertEquals(1, site.requests());
        assertEquals(1, trackers());
    }

    @Test
    void nothing_is_added_without_a_yes() {
        assertEquals(2, prowlarr().status());
        program.typing("no");
        assertEquals(1, prowlarr().status());
        assertEquals(0, trackers());
        program.typing("yes");
        assertEquals(0, prowlarr().status());
        assertEquals(1, trackers());
    }

    @Test
    void a_refused_key_is_said_and_not_kept() {
        site.refuses();
        var refused = prowlarr("--yes");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("Not added: “Otterhaven”."), refused.err());
        assertEquals(0, trackers());
    }

    @Test
    void only_what_is_named_is_added() {
        var nothing = prowlarr("--yes", "--only", "aither");
        assertEquals(0, nothing.status());
        assertTrue(nothing.out().contains("left out"), nothing.out());
        assertEquals(0, trackers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc\r\nX-Evil: 1", "abc\u0007def", "clé-secrète", "abc\ndef"})
    void what_can_be_no_key_of_prowlarr_is_said_and_not_shown(String key) {
        var answer = piped(key, "import", "prowlarr", "--url", programs.prowlarr(), "--key-stdin");
        assertEquals(1, answer.status(), answer.both());
        assertTrue(answer.err().contains("can't be a key of Prowlarr's"), answer.err());
        assertFalse(answer.both().contains(key.substring(0, 3)), "the key was printed");
    }

    @Test
    void a_wrong_key_of_prowlarr_and_a_wrong_address_are_told_apart() {
        var wrong = piped("another-key", "import", "prowlarr", "--url", programs.prowlarr(), "--key-stdin");
        assertEquals(1, wrong.status());
        assertTrue(wrong.err().contains("does not accept this key"), wrong.err());
        var elsewhere = piped(LocalPrograms.KEY, "import", "prowlarr", "--url", site.url(), "--key-stdin");
        assertTrue(elsewhere.err().contains("does not answer as Prowlarr does (200)"), elsewhere.err());
        var nobody = piped(LocalPrograms.KEY, "import", "prowlarr", "--url", "http://127.0.0.1:1", "--key-stdin");
        assertTrue(nobody.err().contains("can't be reached at http://127.0.0.1:1"), nobody.err());
    }

    @Test
    void jackett_is_asked_for_settings_of_those_alone_that_could_become_trackers() {
        var preview = jackett("--preview", "--json");
        assertEquals(Map.of("Otterhaven", "ready", "CarPT", "no-credential", "Newt Nook", "unknown"), verdicts(preview));
        assertEquals(2, programs.asked().stream().filter(request -> request.endsWith("/Config")).count());
        assertEquals(0, jackett("--yes").status());
        assertEquals(1, trackers());
    }

    @Test
    void jackett_s_settings_can_be_left_alone() {
        var preview = jackett("--sites-only", "--json", "--preview");
        assertEquals("no-credential", verdicts(preview).get("Otterhaven"));
        assertTrue(programs.asked().stream().noneMatch(request -> request.endsWith("/Config")));
    }

    @Test
    void a_locked_jackett_wants_its_password() {
        programs.lock();
        assertTrue(jackett("--preview").err().contains("--password-file"));
        var wrong = piped("guess", "import", "jackett", "--url", programs.jackett(), "--preview", "--password-stdin");
        assertTrue(wrong.err().contains("does not accept this admin password"), wrong.err());
        var right = piped(LocalPrograms.PASSWORD, "import", "jackett", "--url", programs.jackett(), "--preview", "--password-stdin");
        assertEquals(0, right.status(), right.both());
    }

    @Test
    void a_browser_s_cookies_become_the_trackers_it_is_logged_in_to() throws IOException {
        var file = Files.writeString(directory.resolve("cookies.txt"), """
                # Netscape HTTP Cookie File
                .hdfans.org\tTRUE\t/\tTRUE\t1900000000\tc_secure_pass\t%1$s
                #HttpOnly_carpt.net\tFALSE\t/\tTRUE\t1900000000\tc_secure_pass\t%1$s
                aither.cc\tFALSE\t/\tTRUE\t1900000000\tlaravel_session\t%1$s
                .shop.example\tTRUE\t/\tTRUE\t1900000000\tbasket\t%1$s
                """.formatted(PLANTED));
        var preview = piped("", "import", "cookies", file.toString(), "--preview", "--json");
        assertEquals("ready", verdicts(preview).get("carpt.net"), preview.out());
        assertEquals("ready", verdicts(preview).get("hdfans.org"), preview.out());
        assertEquals("unknown", verdicts(preview).get("shop.example"));
        var added = piped("", "import", "cookies", file.toString(), "--yes", "--no-check", "--only", "carpt,HDFans", "--user-agent", "Browser/1");
        assertEquals(0, added.status(), added.both());
        assertEquals(2, trackers());
    }

    @Test
    void exported_json_will_do_and_a_file_without_cookies_is_said() throws IOException {
        var json = Files.writeString(directory.resolve("cookies.json"),
                "[{\"domain\":\".carpt.net\",\"name\":\"c_secure_pass\",\"value\":\"" + PLANTED + "\"}]");
        assertEquals("ready", verdicts(piped("", "import", "cookies", json.toString(), "--preview", "--json")).get("carpt.net"));
        var none = Files.writeString(directory.resolve("none.txt"), "nothing to see");
        assertTrue(piped("", "import", "cookies", none.toString(), "--preview").err().contains("no cookies in this file"));
    }
}
