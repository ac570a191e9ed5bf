package org.trackerwatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/// A site on loopback with accounts of several engines, in all the moods that sites have. Writes down who comes.
/// Accounts are known by their credential, which reads `name-number`.
final class HostForGuests implements AutoCloseable {

    private static final Pattern GUEST = Pattern.compile("(\\w+)-(\\d+)guest");

    private static final String INDEX = """
            {"status":"success","response":{"username":"heron","id":7,"userstats":{"uploaded":3000,"downloaded":1000,"class":"User"}}}""";

    /// What a page of each path says when all is well.
    private static final Map<String, String> PAGES = Map.of("/index.php", NexusPage.INDEX, "/userdetails.php", NexusPage.INDEX,
            "/ajax.php", INDEX, "/me", "{\"uploaded\":3000,\"downloaded\":1000}", "/more", "{\"bonus\":5}",
            "/api/user", "{\"username\":\"otter\",\"uploaded\":\"3 TiB\",\"downloaded\":\"1 TiB\",\"seeding\":4}");

    private final MockWebServer site = Prompt.server();
    private final World world;
    private final Random random;
    private final Guestbook book;
    private final String elsewhere;
    private final Set<String> banished = ConcurrentHashMap.newKeySet();

    HostForGuests(World world, Random random, Guestbook book, String elsewhere) {
        this.world = world;
        this.random = random;
        this.book = book;
        this.elsewhere = elsewhere;
        site.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return received(request);
            }
        });
        try {
            site.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return site.url("/").toString();
    }

    private MockResponse received(RecordedRequest request) {
        var from = world.moment();
        var url = request.getUrl();
        var headers = request.getHeaders();
        var guest = GUEST.matcher(Stream.of(request.getTarget(), headers.get("Authorization"), headers.get("Cookie"), headers.get("X-Key"))
                .filter(Objects::nonNull).collect(Collectors.joining(" ")));
        if (!guest.find()) {
            return new MockResponse.Builder().code(400).build();
        }
        var mood = banished.contains(guest.group()) ? Mood.REFUSING : Mood.of(random);
        if (mood == Mood.REFUSING) {
            banished.add(guest.group());
        }
        var pause = mood.pause(random);
        LockSupport.parkNanos(100_000);
        takeTime(Duration.ofMillis(random.nextInt(8000)));
        var answer = answer(mood, url.encodedPath(), guest.group(1), pause);
        var path = url.encodedPath().equals("/ajax.php") ? url.encodedPath() + "?action=" + url.queryParameter("action") : url.encodedPath();
        book.add(new Guestbook.Visit(url(), guest.group(1), Integer.parseInt(guest.group(2)), path, url.queryParameter("again") != null,
                from, world.moment(), mood == Mood.CUT_OFF ? 0 : answer.getCode(), pause, mood == Mood.REFUSING,
                String.valueOf(request.getHeaders().get("User-Agent"))));
        return answer;
    }

    private void takeTime(Duration length) {
        try {
            world.sleep(length);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the host was closed while a guest waited", e);
        }
    }

    enum Mood {
        GOOD, BROKEN, OVERLOADED, CLOSED, BUSY, BUSY_WITHOUT_END, CUT_OFF, GONE, TO_THE_MAILBOX, TO_THE_EXIT, IN_A_CIRCLE, SHIELDED, GARBLED, REFUSING;

        /// Good three times in four.
        static Mood of(Random random) {
            int dice = random.nextInt(100);
            return dice < 75 ? GOOD : dice == 99 ? REFUSING : values()[1 + dice % (values().length - 2)];
        }

        Optional<Duration> pause(Random random) {
            return switch (this) {
                case CLOSED -> Optional.of(Duration.ofSeconds(600));
                case BUSY -> Optional.of(Duration.ofSeconds(60 + random.nextInt(7000)));
                default -> Optional.empty();
            };
        }
    }

    private MockResponse answer(Mood mood, String path, String guest, Optional<Duration> pause) {
        var answer = new MockResponse.Builder().code(200).body(PAGES.getOrDefault(path, ""));
        pause.ifPresent(length -> answer.setHeader("Retry-After", String.valueOf(length.toSeconds())));
        return switch (mood) {
            case GOOD -> answer.build();
            case BROKEN -> answer.code(500).body("").build();
            case OVERLOADED -> answer.code(502).body("<h1>502 Bad Gateway</h1>").build();
            case CLOSED -> answer.code(503).body("<h1>Maintenance</h1>").build();
            case BUSY, BUSY_WITHOUT_END -> answer.code(429).body("").build();
            case CUT_OFF -> answer.onResponseStart(new SocketEffect.CloseSocket()).build();
            case GONE -> answer.code(302).setHeader("Location", elsewhere + path).build();
            case TO_THE_MAILBOX -> answer.code(302).setHeader("Location", "/messages.php?new=1").build();
            case TO_THE_EXIT -> answer.code(302).setHeader("Location", "/logout.php").build();
            case IN_A_CIRCLE -> answer.code(302).setHeader("Location", path + "?again=1").build();
            case SHIELDED -> answer.code(403).setHeader("cf-mitigated", "challenge").body("<title>Just a moment...</title>").build();
            case GARBLED -> answer.body("{\"username\":").build();
            case REFUSING -> guest.startsWith("newt") ? answer.code(302).setHeader("Location", "/login.php?returnto=x").build()
                    : answer.code(401).body("{\"message\":\"Unauthenticated.\"}").build();
        };
    }

    @Override
    public void close() {
        site.close();
    }
}
