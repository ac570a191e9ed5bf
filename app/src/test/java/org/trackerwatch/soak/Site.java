package org.trackerwatch.soak;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.trackerwatch.SettableTime;
import org.trackerwatch.soak.Account.Glitch;
import org.trackerwatch.soak.Net.Ask;
import org.trackerwatch.soak.Net.Reply;
import org.trackerwatch.soak.Truth.Answer;
import org.trackerwatch.soak.Truth.Fault;
import org.trackerwatch.soak.Truth.Kind;
import org.trackerwatch.soak.Truth.Said;

/// One simulated site. What it does at a poll is decided at the poll's first request, and kept for the reference.
final class Site implements Net.Host {

    private static final String LOGIN = "<!DOCTYPE html><html><head><title>Login</title></head><body><form method=\"post\" action=\"takelogin.php\">"
            + "<input type=\"text\" name=\"username\"><input type=\"password\" name=\"password\"></form></body></html>";

    private static final List<Kind> FAULTS = List.of(Kind.SERVER_ERROR, Kind.SERVER_ERROR, Kind.TIMEOUT, Kind.NOBODY_LISTENS, Kind.NO_NAME,
            Kind.CUT_OFF, Kind.CHALLENGE, Kind.RATE_LIMITED, Kind.NOT_FOUND, Kind.OTHER_LAYOUT);

    final int number;
    final Engine engine;
    final Account account;
    final List<String> violations = new ArrayList<>();
    /// Whatever it is asked with, until the user enters another key.
    boolean refuses;

    private final SettableTime time;
    private final BooleanSupplier lineIsUp;
    private Instant lived;
    private Optional<Kind> outage = Optional.empty();
    private Instant outageEnds = Instant.EPOCH;
    /// Polls to come, of which every other one meets a page that asks whether we are human.
    private int flaps;

    // of the poll that is under way
    private int tries;
    private boolean faulty;
    private Optional<Kind> first = Optional.empty();
    private Optional<Kind> second = Optional.empty();
    private Instant ended = Instant.EPOCH;
    private Glitch glitch = Glitch.NONE;
    private final Map<String, Boolean> shown = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private Said said = Engine.NOTHING;

    /// @param lineIsUp whether anything can be reached at all
    Site(int number, Engine engine, Account account, SettableTime time, BooleanSupplier lineIsUp) {
        this.number = number;
        this.engine = engine;
        this.account = account;
        this.time = time;
        this.lineIsUp = lineIsUp;
        lived = time.now();
    }

    String name() {
        return "T" + (100 + number);
    }

    String host() {
        return "t" + (100 + number) + ".example.org";
    }

    /// What the poll came to that was under way; empty if there was none. The next request begins another.
    Optional<Truth> closed() {
        var truth = tries == 0 ? Optional.<Truth>empty() : Optional.of(new Truth(number, ended, answer()));
        forget();
        return truth;
    }

    boolean isAsked() {
        return tries > 0;
    }

    /// The program died: nobody learned what it was told.
    void forget() {
        tries = 0;
        asked.clear();
        shown.clear();
        said = Engine.NOTHING;
    }

    private Answer answer() {
        return now().<Answer>map(Fault::new).orElseGet(() -> said.uploaded().filter(size -> size.bytes() < 0).isPresent()
                ? new Fault(Kind.BELOW_ZERO) : said);
    }

    private Optional<Kind> now() {
        return tries == 1 ? first : second;
    }

    @Override
    public boolean isNamed() {
        begin();
        return isNot(Kind.NO_NAME);
    }

    @Override
    public boolean listens() {
        return isNot(Kind.NOBODY_LISTENS);
    }

    private boolean isNot(Kind trouble) {
        boolean is = now().filter(trouble::equals).isPresent();
        faulty |= is;
        return !is;
    }

    /// A request begins: the first of a poll, a further page, or the first of the second try.
    private void begin() {
        if (tries == 0) {
            plan();
            tries = 1;
        } else if (faulty) {
            check(first.orElseThrow());
            tries = 2;
        }
        faulty = false;
        ended = time.now();
    }

    private void check(Kind before) {
        var waited = Duration.between(ended, time.now());
        if (tries == 2) {
            violations.add(name() + " was tried a third time at " + time.now());
        } else if (!before.isTriedAgain()) {
            violations.add(name() + " was tried again after " + before + " at " + time.now());
        } else if (waited.toSeconds() < 15 || waited.toSeconds() > 31) {
            violations.add(name() + " was tried again after " + waited);
        }
    }

    private void plan() {
        account.live(Duration.between(lived, time.now()));
        lived = time.now();
        glitch = engine == Engine.UNIT3D || engine == Engine.GAZELLE ? account.glitch() : Glitch.NONE;
        if (!lineIsUp.getAsBoolean()) {
            first = Optional.of(Kind.NO_NAME);
            second = first;
            return;
        }
        first = refuses ? Optional.of(Kind.REFUSED) : fault().map(this::possible);
        boolean heals = outage.isEmpty() && account.random.nextBoolean();
        second = first.filter(_ -> !heals);
    }

    /// A page that breaks off looks like another page; only JSON shows that something is missing.
    private Kind possible(Kind kind) {
        return engine == Engine.NEXUS && kind == Kind.CUT_OFF ? Kind.SERVER_ERROR : kind;
    }

    private Optional<Kind> fault() {
        if (outage.isPresent() && time.now().isBefore(outageEnds)) {
            return outage;
        }
        outage = Optional.empty();
        var random = account.random;
        flaps = flaps > 0 ? flaps - 1 : random.nextInt(3000) == 0 ? 4 + random.nextInt(10) : 0;
        if (flaps > 0) {
            return Optional.of(Kind.CHALLENGE).filter(_ -> flaps % 2 == 0);
        }
        if (random.nextInt(350) == 0) {
            outage = Optional.of(FAULTS.get(random.nextInt(FAULTS.size())));
            outageEnds = time.now().plus(Duration.ofMinutes(random.nextInt(10) == 0 ? random.nextInt(4500) : random.nextInt(600)));
            return outage;
        }
        if (random.nextInt(2500) == 0) {
            refuses = true;
            return Optional.of(Kind.REFUSED);
        }
        return random.nextInt(50) == 0 ? Optional.of(FAULTS.get(random.nextInt(FAULTS.size()))) : Optional.empty();
    }

    @Override
    public Reply answer(Ask ask) throws IOException {
        ended = time.now();
        if (now().isPresent()) {
            faulty = now().get() != Kind.REFUSED && now().get() != Kind.OTHER_LAYOUT;
            return failing(now().get(), ask);
        }
        var page = engine.page(ask, account, glitch, figure -> shown.computeIfAbsent(figure, _ -> account.random.nextInt(60) != 0));
        if (asked.add(ask.path()) && page.reply().status() == 200) {
            said = joined(said, page.said());
        }
        return page.reply();
    }

    private Reply failing(Kind kind, Ask ask) throws IOException {
        return switch (kind) {
            case SERVER_ERROR -> Reply.html(List.of(500, 502, 504).get(account.random.nextInt(3)), "<html><body>Bad gateway</body></html>");
            case TIMEOUT -> {
                time.pass(Duration.ofSeconds(15));
                ended = time.now();
                throw new SocketTimeoutException("timeout");
            }
            case NOBODY_LISTENS, NO_NAME -> throw new IOException("nobody is there to say so");
            case CUT_OFF, BELOW_ZERO -> Reply.json(200, "{\"username\":\"ot");
            case CHALLENGE -> Reply.html(403, "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
                    + "<script>window._cf_chl_opt={}</script></body></html>").with("cf-mitigated", "challenge").with("Server", "cloudflare");
            case RATE_LIMITED -> Reply.json(429, "{\"message\":\"Too Many Attempts.\"}").with("Retry-After", "1200");
            case NOT_FOUND -> Reply.html(404, "<!DOCTYPE html><html><head><title>404</title></head><body>Not found</body></html>");
            case OTHER_LAYOUT -> engine == Engine.NEXUS ? Reply.html(200, "<html><body><a href=\"logout.php\">out</a><p>New!</p></body></html>")
                    : engine == Engine.GAZELLE ? Reply.json(200, "{\"status\":\"success\",\"response\":{\"username\":\"heron\",\"id\":4711}}")
                    : Reply.json(200, "{\"username\":\"otter\",\"group\":\"User\"}");
            case REFUSED -> refusal(ask);
        };
    }

    private Reply refusal(Ask ask) {
        return switch (engine) {
            case UNIT3D, ROUNDED -> Reply.json(401, "{\"message\":\"Unauthenticated.\"}");
            case GAZELLE -> Reply.json(200, "{\"status\":\"failure\",\"error\":\"bad credentials\"}");
            case NEXUS -> ask.path().startsWith("/login.php") ? Reply.html(200, LOGIN) : Reply.html(302, "").with("Location", "login.php");
        };
    }

    /// A page adds to what the ones before it told.
    private static Said joined(Said one, Said other) {
        return new Said(one.uploaded().or(other::uploaded), one.downloaded().or(other::downloaded), one.buffer().or(other::buffer),
                one.ratio().or(other::ratio), one.required().or(other::required), one.seeding().or(other::seeding),
                one.hitAndRuns().or(other::hitAndRuns), one.rank().or(other::rank), one.warned().or(other::warned),
                one.mayDownload().or(other::mayDownload), one.joined().or(other::joined), one.unread().or(other::unread));
    }
}
