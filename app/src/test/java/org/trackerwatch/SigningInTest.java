package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Secret;

/// A tracker that is entered with user name and password, over days, restarts and trouble.
class SigningInTest {

    static final String DEFINITION = """
            schema: 1
            slug: dockside
            name: Dockside
            platform: json
            links: [ "https://dockside.example/" ]
            policy: { user_stats: allowed }
            auth:
              accept: [cookie, login]
              login:
                page: /login
                form: form
                factor: totp
                fields: { username: "{username}", password: "{password}", code: "{otp}" }
                proof: { cookies: [sid] }
            requests:
              me: { path: /me, expect: json }
            session: { dead_if: [ { final_url: /login } ] }
            fields:
              uploaded:    { from: me, json: /up }
              downloaded:  { from: me, json: /down }
              key_expires: { from: me, json: /expires }
            """;

    static final String PASSWORD = "plantedPassword77";

    @TempDir
    Path directory;

    private final AtomicReference<String> session = new AtomicReference<>("");
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicReference<Optional<MockResponse>> instead = new AtomicReference<>(Optional.empty());
    private Household house;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(directory.resolve("definitions/dockside.yaml"), DEFINITION);
        house = new Household(directory);
        house.answers(this::answer);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private MockResponse answer(RecordedRequest request) {
        return switch (request.getMethod() + " " + request.getTarget()) {
            case "GET /login" -> page(200, "<form action=/take method=post><input type=password name=password></form>");
            case "POST /take" -> instead.get().orElseGet(() -> taken(request.getBody() == null ? "" : request.getBody().utf8()));
            case "GET /me" -> ("sid=" + session.get()).equals(request.getHeaders().get("Cookie"))
                    ? page(200, "{\"up\":5000,\"down\":1000}") : page(302, "").newBuilder().setHeader("Location", "/login").build();
            default -> page(404, "");
        };
    }

    private MockResponse taken(String form) {
        if (!form.contains("password=" + PASSWORD)) {
            return page(200, "<form action=/take method=post><input type=password name=password></form><p>No</p>");
        }
        session.set("plantedSession" + opened.incrementAndGet());
        return page(302, "").newBuilder().setHeader("Location", "/").setHeader("Set-Cookie", "sid=" + session.get() + "; HttpOnly").build();
    }

    private static MockResponse page(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private Tracker tracker(String typed) {
        return house.tracker("Docks", "dockside", login(typed));
    }

    private static Credential login(String typed) {
        return new Credential.Login(new Secret("otterby"), new Secret(typed), Optional.empty());
    }

    private long asked(String what) {
        return house.requests.stream().filter(request -> (request.getMethod() + " " + request.getTarget()).equals(what)).count();
    }

    @Test
    void one_login_serves_days_of_polls_and_a_restart() {
        tracker(PASSWORD);
        house.live(Duration.ofDays(2));
        assertEquals(1, asked("POST /take"));
        assertTrue(asked("GET /me") > 40, "polled " + asked("GET /me") + " times");
        restart();
        house.live(Duration.ofHours(5));
        assertEquals(0, asked("POST /take"), "a restart is no reason to sign in");
        session.set("gone");
        house.live(Duration.ofHours(5));
        assertEquals(1, asked("POST /take"));
        assertEquals(List.of(), house.rules());
    }

    /// A new process on the same directory; the site lives at another port then, so it is told.
    private void restart() {
        var tracker = house.app.database().read(tx -> house.app.registry().find(tx, "Docks")).orElseThrow();
        house.close();
        house = new Household(directory);
        house.answers(this::answer);
        house.time.pass(Duration.ofDays(2));
        house.app.database().write(tx -> house.app.registry().edit(tx, new Tracker(tracker.id(), tracker.name(), tracker.definition(),
                Optional.of(house.url()), tracker.username(), tracker.interval(), tracker.minRatio(), tracker.joined(), tracker.mode(),
                tracker.added())));
    }

    @Test
    void a_refused_login_is_never_sent_again_whatever_the_user_does_but_enter_it_anew() throws InterruptedException {
        var tracker = tracker("wrong");
        house.target();
        house.poll();
        assertEquals(Tracker.Mode.STOPPED, house.now(tracker).mode());
        assertEquals(List.of("login-rejected"), house.rules());
        house.live(Duration.ofHours(30));
        house.app.database().write(tx -> house.app.registry().resume(tx, tracker.id(), house.time.now()));
        house.live(Duration.ofHours(30));
        new PollNow(house.app).poll(List.of(house.now(tracker)), true, _ -> { });
        restart();
        house.app.database().write(tx -> house.app.registry().resume(tx, tracker.id(), house.time.now()));
        house.live(Duration.ofHours(3));
        assertEquals(0, asked("GET /login"), "since the restart");
        assertEquals(Tracker.Mode.STOPPED, house.now(tracker).mode());
        house.app.database().write(tx -> house.app.registry().credential(tx, tracker.id(), login(PASSWORD), house.time.now()));
        house.poll();
        assertEquals(Tracker.Mode.ACTIVE, house.now(tracker).mode());
        assertEquals(1, asked("POST /take"));
    }

    @Test
    void a_refusal_is_asked_for_once_in_all() {
        tracker("wrong");
        house.live(Duration.ofDays(3));
        assertEquals(1, asked("POST /take"));
        assertEquals(2, house.requests.size());
    }

    @Test
    void trouble_at_the_login_is_no_refusal_and_gets_no_second_password_within_the_minute() {
        var tracker = tracker(PASSWORD);
        instead.set(Optional.of(page(502, "")));
        house.poll();
        assertEquals(1, asked("POST /take"));
        assertEquals(PollFailure.Reason.SITE_ERROR, house.schedule(tracker).failure().orElseThrow().reason());
        assertEquals(Tracker.Mode.ACTIVE, house.now(tracker).mode());
        instead.set(Optional.empty());
        house.live(Duration.ofHours(7));
        assertEquals(2, asked("POST /take"));
        assertTrue(house.schedule(tracker).failure().isEmpty());
    }

    @Test
    void a_session_that_dies_at_once_stops_after_one_login() throws InterruptedException {
        var tracker = tracker(PASSWORD);
        instead.set(Optional.of(page(302, "").newBuilder().setHeader("Set-Cookie", "sid=stillborn").build()));
        house.live(Duration.ofDays(2));
        assertEquals(1, asked("POST /take"));
        assertEquals(Tracker.Mode.STOPPED, house.now(tracker).mode());
        new PollNow(house.app).poll(List.of(house.now(tracker)), true, _ -> { });
        house.app.database().write(tx -> house.app.registry().resume(tx, tracker.id(), house.time.now()));
        house.live(Duration.ofDays(2));
        assertEquals(1, asked("POST /take"), "not at the user's word, either");
    }

    @Test
    void a_login_that_was_lost_on_the_way_counts_as_a_poll_however_impatient_the_user_is() throws InterruptedException {
        var tracker = tracker(PASSWORD);
        instead.set(Optional.of(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build()));
        house.poll();
        assertEquals(PollFailure.Blame.NETWORK, house.schedule(tracker).failure().orElseThrow().reason().blame());
        int asked = house.requests.size();
        for (int time = 0; time < 4; time++) {
            house.time.pass(Duration.ofMinutes(10));
            assertInstanceOf(PollNow.Result.TooEarly.class, new PollNow(house.app).poll(List.of(house.now(tracker)), false, _ -> { }).getFirst());
        }
        assertEquals(asked, house.requests.size());
        new PollNow(house.app).poll(List.of(house.now(tracker)), true, _ -> { });
        assertEquals(1, asked("POST /take"), "not even if he insists");
    }

    /// What lies on the disk while the site has the password is what a killed program leaves.
    @Test
    void a_program_that_dies_before_the_answer_does_not_sign_in_at_its_next_start() {
        var tracker = tracker(PASSWORD);
        var left = new AtomicReference<Credential>();
        house.answers(request -> {
            if (request.getMethod().equals("POST") && left.get() == null) {
                left.set(kept(tracker));
            }
            return answer(request);
        });
        house.poll();
        house.app.database().write(tx -> house.app.registry().rotate(tx, tracker.id(), left.get(), left.get()));
        house.app.recover();
        house.live(Duration.ofHours(5));
        assertEquals(1, asked("POST /take"));
        assertEquals(PollFailure.Reason.RATE_LIMITED, house.schedule(tracker).failure().orElseThrow().reason());
        house.live(Duration.ofHours(2));
        assertEquals(2, asked("POST /take"));
        assertTrue(house.schedule(tracker).failure().isEmpty());
    }

    private Credential kept(Tracker tracker) {
        return house.app.database().read(tx -> house.app.registry().access(tx, tracker.id())).orElseThrow().credential();
    }

    @Test
    void logins_that_nobody_answers_end_after_three() {
        var tracker = tracker(PASSWORD);
        instead.set(Optional.of(page(511, "")));
        house.live(Duration.ofDays(4));
        assertEquals(3, asked("POST /take"));
        assertEquals(Tracker.Mode.STOPPED, house.now(tracker).mode());
    }

    @Test
    void sessions_that_last_one_poll_lead_to_four_logins_a_day() {
        tracker(PASSWORD);
        house.answers(request -> {
            var answer = answer(request);
            if (request.getTarget().equals("/me")) {
                session.set("forgotten");
            }
            return answer;
        });
        house.live(Duration.ofDays(2));
        assertTrue(asked("POST /take") <= 8 && asked("POST /take") >= 6, asked("POST /take") + " logins");
    }

    @Test
    void neither_password_nor_session_is_on_the_disk() throws IOException {
        tracker(PASSWORD);
        house.live(Duration.ofHours(3));
        house.app.close();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(PASSWORD) || text.contains("plantedSession") || text.contains("otterby"), file.toString());
            }
        }
    }
}
