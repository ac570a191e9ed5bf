package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `tracker add` takes, and what it says to whatever can't be meant.
final class AddingInputTest {

    @TempDir
    Path directory;

    private Member member;

    @BeforeEach
    void open() {
        member = new Member(directory.resolve("config"));
    }

    @AfterEach
    void close() {
        member.close();
    }

    @Test
    void the_key_comes_from_a_file_the_environment_or_the_prompt() throws IOException {
        var file = Files.writeString(directory.resolve("key"), PLANTED + "\n");
        assertEquals(0, member.run("tracker", "add", "unit3d", "--name", "A", "--url", member.site.url(), "--secret-file", file.toString()).status());
        member.program.with("TRACKERWATCH_SECRET_FILE", file.toString());
        assertEquals(0, member.run("tracker", "add", "unit3d", "--name", "B", "--url", member.site.url()).status());
        member.program.with("TRACKERWATCH_SECRET_FILE", "").typing(PLANTED);
        assertEquals(0, member.run("tracker", "add", "unit3d", "--name", "C", "--url", member.site.url()).status());
        assertEquals("Bearer " + PLANTED, member.site.lastHeader("Authorization"));
    }

    @Test
    void without_a_key_and_a_terminal_the_ways_are_listed() {
        var answer = member.run("tracker", "add", "unit3d", "--name", "A", "--url", member.site.url());
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("--secret-file"), answer.err());
        assertTrue(answer.err().contains("--secret-stdin"), answer.err());
    }

    @Test
    void a_truncated_key_is_told_without_being_repeated() {
        var answer = member.piped(PLANTED.substring(0, 10) + "…", "tracker", "add", "unit3d", "--name", "A", "--url",
                member.site.url(), "--secret-stdin");
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("cut off"), answer.err());
        assertFalse(answer.both().contains(PLANTED.substring(0, 10)), answer.both());
        assertEquals(0, member.site.requests());
    }

    @ParameterizedTest
    @CsvSource({"http://tracker.example, true", "HTTP://tracker.example:8080/a, true", "http://93.184.216.34, true", "https://tracker.example, false",
        "http://192.168.1.5:8080/t, false", "http://127.0.0.1, false", "http://[fd00::1], false", "http://[2606:2800:220:1::1], true",
        "http://nas, false", "http://tracker.local, false"})
    void of_a_key_that_others_can_read_on_its_way_is_warned(String url, boolean warned) {
        var added = member.piped(PLANTED, "tracker", "add", "unit3d", "--name", "A", "--url", url, "--secret-stdin", "--no-check");
        assertEquals(0, added.status(), added.both());
        assertEquals(warned, added.err().contains("everybody on the way can read the key"), added.err());
        var edited = member.run("tracker", "edit", "A", "--url", url);
        assertEquals(warned, edited.err().contains("everybody on the way can read the key"), edited.err());
        assertFalse(member.run("tracker", "edit", "A", "--interval", "2h").err().contains("everybody"));
    }

    @Test
    void cookies_without_their_browser_are_hinted_at() {
        var hinted = member.piped("c_secure_pass=" + PLANTED, "tracker", "add", "nexusphp", "--name", "A", "--url", member.site.url(),
                "--secret-stdin", "--no-check");
        assertTrue(hinted.err().contains("--user-agent"), hinted.err());
        var told = member.piped("c_secure_pass=" + PLANTED, "tracker", "add", "nexusphp", "--name", "B", "--url", member.site.url(),
                "--secret-stdin", "--no-check", "--user-agent", "Browser/1");
        assertFalse(told.err().contains("--user-agent"), told.err());
    }

    @Test
    void an_unknown_site_suggests_the_nearest() {
        var answer = member.run("tracker", "add", "aithr", "--name", "A");
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("aither"), answer.err());
    }

    @Test
    void a_platform_needs_an_address() {
        var answer = member.run("tracker", "add", "unit3d", "--name", "A");
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("--url"), answer.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x.example", "tracker.example", "https://", "https://u:p@x.example", "https://x.example/?key=1",
        "https://x.example/#a"})
    void an_address_that_is_none_says_what_one_looks_like(String url) {
        var answer = member.run("tracker", "add", "unit3d", "--name", "A", "--url", url);
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("https://"), answer.err());
    }

    @ParameterizedTest
    @CsvSource({"--interval,60,unit", "--interval,often,1h30m", "--min-ratio,'0,6',0.6", "--min-ratio,-1,0.6",
        "--joined,04.03.2021,2021-03-04", "--joined,2999-01-01,today", "--proxy,http://u:p@proxy:1,--proxy-file", "--proxy,proxy,socks5",
        "--max-per-day,0,1 to 96", "--max-per-day,97,1 to 96", "--max-per-day,often,often"})
    void a_faulty_option_says_what_is_allowed(String option, String value, String help) {
        var answer = member.add(option, value);
        assertEquals(2, answer.status(), answer.both());
        assertTrue(answer.err().contains(help), answer.err());
        assertFalse(answer.err().contains("u:p"), answer.err());
        assertEquals(0, member.site.requests());
        assertTrue(member.hasNone());
    }
}
