package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Prompt;
import org.trackerwatch.SettableTime;

/// `tracker add` and `edit` with user name and password.
class LoginTest {

    private static final String PASSWORD = "plantedPassword77";
    private static final String TOTP = "JBSWY3DPEHPK3PXPJBSWY3DP";

    private static final String DEFINITION = """
            schema: 1
            slug: dockside
            name: Dockside
            platform: json
            links: [ "https://dockside.example/" ]
            policy: { user_stats: allowed }
            auth:
              accept: [%s]
              login:
                post: /take
                factor: totp
                fields: { username: "{username}", password: "{password}", code: "{otp}" }
                proof: { cookies: [sid] }
            requests:
              me: { path: /me, expect: json }
            fields:
              uploaded:    { from: me, json: /up }
              downloaded:  { from: me, json: /down }
              key_expires: { from: me, json: /expires }
            """;

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final MockWebServer site = Prompt.server();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final StringBuilder printed = new StringBuilder();
    private volatile String expires = "2026-03-09T00:00:00Z";
    private Program program;

    @BeforeEach
    void open() throws IOException {
        defined("login");
        program = new Program(directory).at(time);
        site.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        site.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    private void defined(String accepted) throws IOException {
        Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(directory.resolve("definitions/dockside.yaml"), DEFINITION.formatted(accepted));
    }

    private MockResponse answer(RecordedRequest request) {
        var response = new MockResponse.Builder();
        if (request.getMethod().equals("POST")) {
            var form = request.getBody() == null ? "" : request.getBody().utf8();
            posted.add(form);
            return form.contains("password=" + PASSWORD + "&") ? response.code(302).setHeader("Location", "/").setHeader("Set-Cookie", "sid=plantedSession").build()
                    : response.code(200).body("<p>No.</p>").build();
        }
        return response.body("{\"up\":5000,\"down\":1000,\"expires\":\"" + expires + "\"}").build();
    }

    @AfterEach
    void close() {
        site.close();
        for (var secret : List.of(PASSWORD, TOTP, "JBSW Y3DP", "plantedSession", "otterby")) {
            assertFalse(printed.toString().contains(secret), secret);
        }
    }

    private Program.Answer piped(String input, String... arguments) {
        var answer = program.piped(input, arguments);
        printed.append(answer.both());
        return answer;
    }

    private Program.Answer add(String input, String... more) {
        var arguments = new ArrayList<>(List.of("tracker", "add", "dockside", "--name", "Docks", "--url", "http://127.0.0.1:" + site.getPort()));
        arguments.addAll(List.of(more));
        return piped(input, arguments.toArray(String[]::new));
    }

    @Test
    void user_name_password_and_secret_are_asked_for_one_after_the_other() {
        program.typing("otterby", PASSWORD, "jbsw y3dp ehpk 3pxp jbsw y3dp");
        var added = add("");
        assertEquals(0, added.status(), added.both());
        assertEquals(1, posted.size());
        assertTrue(posted.getFirst().matches("username=otterby&password=" + PASSWORD + "&code=\\d{6}"), "the form");
        assertEquals("login", piped("", "tracker", "show", "Docks", "--json").json().get("credential").asString());
        time.pass(Duration.ofHours(2));
        assertEquals(0, piped("", "tracker", "poll", "Docks").status());
        assertEquals(1, posted.size(), "the session was kept");
    }

    @Test
    void whoever_has_no_second_factor_presses_enter() {
        program.typing("otterby", PASSWORD, "");
        assertEquals(0, add("").status());
        assertTrue(posted.getFirst().endsWith("&code="), "the form");
    }

    @Test
    void all_of_it_may_come_from_a_file() throws IOException {
        var file = Files.writeString(directory.resolve("dockside.txt"), "username: otterby\npassword: " + PASSWORD + "\ntotp: " + TOTP + "\n");
        assertEquals(0, add("", "--secret-file", file.toString()).status());
        assertEquals(1, posted.size());
    }

    @Test
    void a_wrong_secret_is_told_before_anything_is_asked() {
        var refused = add("otterby\n" + PASSWORD + "\nJBSW Y3DP 0189\n", "--secret-stdin");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("base32"), refused.err());
        assertEquals(List.of(), posted);
    }

    @Test
    void a_refused_login_adds_nothing() {
        var refused = add("otterby\nwrong\n", "--secret-stdin");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("did not take the user name and password"), refused.err());
        assertEquals(1, posted.size());
        assertTrue(piped("", "tracker", "list", "--json").json().isEmpty());
    }

    @Test
    void a_site_that_takes_cookies_too_is_told_which_is_meant() throws IOException {
        defined("cookie, login");
        program.typing("otterby", PASSWORD, "");
        assertEquals(0, add("", "--login").status());
        program.typing("sid=plantedSession");
        assertEquals(0, piped("", "tracker", "edit", "Docks", "--ask-secret").status());
        assertEquals("cookie", piped("", "tracker", "show", "Docks", "--json").json().get("credential").asString());
        program.typing("otterby", PASSWORD, "");
        assertEquals(0, piped("", "tracker", "edit", "Docks", "--login").status());
        assertEquals("login", piped("", "tracker", "show", "Docks", "--json").json().get("credential").asString());
    }

    @Test
    void a_site_that_is_never_signed_in_to_says_what_it_takes() {
        var refused = piped("", "tracker", "add", "unit3d", "--name", "A", "--url", "http://127.0.0.1:" + site.getPort(), "--login", "--secret-stdin");
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("never signed in to with a password") && refused.err().contains("API key"), refused.err());
    }

    @Test
    void a_password_among_the_arguments_is_not_repeated() {
        var refused = piped("", "tracker", "add", "dockside", "--name", "A", "--totp", TOTP);
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("never given as an argument"), refused.err());
    }

    @Test
    void the_very_same_login_given_again_is_not_sent_again() {
        add("otterby\n" + PASSWORD, "--secret-stdin");
        for (int time = 0; time < 3; time++) {
            var edited = piped("otterby\n" + PASSWORD, "tracker", "edit", "Docks", "--secret-stdin");
            assertEquals(0, edited.status(), edited.both());
            assertTrue(edited.err().contains("Nothing is changed"), edited.both());
        }
        assertEquals(0, piped("otterby\n" + PASSWORD, "tracker", "edit", "Docks", "--secret-stdin", "--no-check", "--name", "Piers").status());
        assertEquals(0, piped("", "tracker", "show", "Piers").status());
        assertEquals(1, posted.size());
    }

    @Test
    void a_login_that_was_refused_is_not_sent_again_by_giving_it_again() {
        assertEquals(0, add("otterby\nwrong\n", "--secret-stdin", "--no-check").status());
        assertEquals(1, piped("", "tracker", "poll", "Docks").status());
        assertEquals(1, posted.size());
        for (var manner : List.of("--json", "--no-check")) {
            assertEquals(1, piped("otterby\nwrong\n", "tracker", "edit", "Docks", "--secret-stdin", manner).status());
            piped("", "tracker", "resume", "Docks");
            piped("", "tracker", "poll", "Docks", "--force");
        }
        assertEquals(1, posted.size());
        assertEquals(0, piped("otterby\n" + PASSWORD, "tracker", "edit", "Docks", "--secret-stdin").status());
        assertEquals(2, posted.size());
    }

    @Test
    void a_key_that_ends_soon_is_pointed_out() {
        add("otterby\n" + PASSWORD, "--secret-stdin");
        var shown = piped("", "tracker", "show", "Docks").out();
        assertTrue(shown.contains("ends on 2026-03-09, in 4 d"), shown);
        expires = "2027-03-09T00:00:00Z";
        time.pass(Duration.ofHours(2));
        piped("", "tracker", "poll", "Docks");
        shown = piped("", "tracker", "show", "Docks").out();
        assertFalse(shown.contains("in 4 d"), shown);
        assertTrue(shown.contains("2027-03-09"), shown);
    }
}
