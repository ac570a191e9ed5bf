package org.trackerwatch.trackers;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Site.Style;

/// Pages over the network, for one visit: takes turns at the host, follows redirects within the site, tries an old
/// way of sending a key once, and keeps the ledger.
final class LivePages implements Pages {

    private static final int MOST_REDIRECTS = 3;

    private static final String STYLE = "auth";
    private static final String SLOW = "slow.";

    private final Site site;
    private final Account account;
    private final Recipe recipe;
    private final Gates gates;
    private final Trees trees;
    private final Time time;
    private final Map<String, String> memory;
    private final List<Visit.Request> ledger = new ArrayList<>();

    LivePages(Site site, Account account, Gates gates, Trees trees, Time time) {
        this.site = site;
        this.account = account;
        this.recipe = account.definition().recipe();
        this.gates = gates;
        this.trees = trees;
        this.time = time;
        this.memory = new HashMap<>(account.memory());
    }

    Map<String, String> memory() {
        return memory;
    }

    List<Visit.Request> ledger() {
        return ledger;
    }

    @Override
    public boolean offers(Recipe.Request request) {
        return request.servedBy(kind(request)) && request.every().filter(gap -> !isDue(request, gap)).isEmpty();
    }

    private boolean isDue(Recipe.Request request, Duration gap) {
        var last = memory.get(SLOW + request.name());
        try {
            return last == null || !Instant.parse(last).isAfter(time.now().minus(gap)) || Instant.parse(last).isAfter(time.now());
        } catch (DateTimeParseException _) {
            return true;
        }
    }

    @Override
    public CredentialKind kind(Recipe.Request request) {
        return switch (account.credential()) {
            case Credential.ApiKey _ -> CredentialKind.API_KEY;
            case Credential.Cookie _ -> CredentialKind.COOKIE;
        };
    }

    @Override
    public boolean knowsTheWay() {
        return false;
    }

    /// Old installations want the key in another place. That is tried once, and what worked is remembered.
    @Override
    public Fetched fetch(Recipe.Request request, Map<String, String> variables) {
        var style = style();
        var first = send(request, variables, style);
        if (isRefusedStyle(first)) {
            var other = style == Style.HEADER ? Style.QUERY : Style.HEADER;
            var second = send(request, variables, other);
            if (!isRefusedStyle(second)) {
                memory.put(STYLE, other.name().toLowerCase(Locale.ROOT));
                return noted(request, second);
            }
        }
        return noted(request, first);
    }

    private Style style() {
        if (recipe.auth().key().filter(key -> key.header().isEmpty() && key.headers().isEmpty()).isPresent()) {
            return Style.QUERY;
        }
        return retry().isPresent() && "query".equals(memory.get(STYLE)) ? Style.QUERY : Style.HEADER;
    }

    private boolean isRefusedStyle(Fetched fetched) {
        return fetched instanceof Fetched.Got(var answer)
                && retry().filter(retry -> retry.onStatus().contains(answer.status())).isPresent()
                && !Shields.challenges(new Page(answer, trees));
    }

    private Optional<Recipe.Retry> retry() {
        return account.credential() instanceof Credential.ApiKey ? recipe.auth().key().flatMap(Recipe.Key::retryAs) : Optional.empty();
    }

    private Fetched noted(Recipe.Request request, Fetched fetched) {
        if (request.every().isPresent() && fetched instanceof Fetched.Got) {
            memory.put(SLOW + request.name(), time.now().toString());
        }
        return fetched;
    }

    private Fetched send(Recipe.Request request, Map<String, String> variables, Style style) {
        var address = site.address(request, variables, style);
        var gate = gates.at(address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort());
        try {
            var silence = gate.enter(recipe.pacing());
            if (silence.isPresent()) {
                return new Fetched.Lost(new PollFailure(Reason.RATE_LIMITED,
                        site.host() + " wants to be left alone for a while, so it was not asked.", silence));
            }
            return inside(request, variables, address, style, gate);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped while waiting for a turn at " + site.host());
        }
    }

    private Fetched inside(Recipe.Request request, Map<String, String> variables, URI address, Style style, Gates.Gate gate)
            throws InterruptedException {
        try {
            return followed(request, variables, address, style, gate);
        } finally {
            gate.leave();
        }
    }

    private Fetched followed(Recipe.Request request, Map<String, String> variables, URI start, Style style, Gates.Gate gate)
            throws InterruptedException {
        var address = start;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            if (hop > 0) {
                gate.again(recipe.pacing());
            }
            var fetched = once(request, variables, address, style);
            if (!(fetched instanceof Fetched.Got(var answer))) {
                return fetched;
            }
            if (answer.status() == 429 || answer.status() == 503) {
                answer.header("Retry-After").flatMap(header -> RetryAfter.of(header, time.now())).ifPresent(gate::close);
            }
            var location = answer.isRedirect() ? answer.header("Location") : Optional.<String>empty();
            if (location.isEmpty() || leadsOut(location.get())) {
                return fetched;
            }
            var next = resolved(address, location.get());
            if (next.isEmpty() || !request.method().equals("GET")) {
                return lost(Reason.SITE_ERROR, site.host() + " redirects to an address that makes no sense.");
            }
            if (!Origins.mayFollow(address, next.get())) {
                return lost(Reason.MOVED, site.host() + " redirects to " + next.get().getHost()
                        + ", where nothing was sent. If the site has moved there, change the tracker's address.");
            }
            address = next.get();
        }
        return lost(Reason.SITE_ERROR, site.host() + " redirects in a circle.");
    }

    /// To a login page: there is nothing to read there, so it is not asked for.
    private boolean leadsOut(String location) {
        return Shields.leadsToLogin(location) || recipe.session().dead().stream()
                .anyMatch(sign -> sign.kind() instanceof Sign.Kind.Address(var match) && match.foundIn(location));
    }

    private Fetched once(Recipe.Request request, Map<String, String> variables, URI address, Style style) {
        var began = time.now();
        var fetched = site.ask(request, variables, address, style);
        int status = fetched instanceof Fetched.Got(var answer) ? answer.status() : 0;
        long bytes = fetched instanceof Fetched.Got(var answer) ? answer.body().length : 0;
        var allowance = fetched instanceof Fetched.Got(var answer) ? Allowance.of(answer, time.now()) : Allowance.UNTOLD;
        ledger.add(new Visit.Request(began, request.method(), address.getPath(), status, bytes, Duration.between(began, time.now()), allowance));
        return fetched;
    }

    private static Optional<URI> resolved(URI from, String location) {
        try {
            return Optional.of(from.resolve(location.strip().replace(" ", "%20"))).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Fetched lost(Reason reason, String detail) {
        return new Fetched.Lost(new PollFailure(reason, detail));
    }
}
