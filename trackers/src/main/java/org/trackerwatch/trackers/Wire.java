package org.trackerwatch.trackers;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Site.Style;

/// One visit's way to its site: takes turns at the host, follows redirects within the site, and keeps the ledger.
final class Wire {

    private static final int MOST_REDIRECTS = 3;

    private final Site site;
    private final Recipe.Pacing pacing;
    private final Gates gates;
    private final Time time;
    private final List<Visit.Request> ledger = new ArrayList<>();

    Wire(Site site, Recipe.Pacing pacing, Gates gates, Time time) {
        this.site = site;
        this.pacing = pacing;
        this.gates = gates;
        this.time = time;
    }

    List<Visit.Request> ledger() {
        return ledger;
    }

    /// @param end whether a redirect to this address is the answer itself, and is not followed
    Pages.Fetched send(Recipe.Request request, Map<String, String> variables, URI address, Style style, Predicate<String> end) {
        return send(request, variables, address, style, end, () -> { });
    }

    /// @param before run when it is our turn, right before something leaves
    Pages.Fetched send(Recipe.Request request, Map<String, String> variables, URI address, Style style, Predicate<String> end,
                       Runnable before) {
        var objection = objection(request, variables, address);
        if (objection.isPresent()) {
            return lost(Reason.LAYOUT_CHANGED, objection.get());
        }
        var gate = gates.at(address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort());
        try {
            var silence = gate.enter(pacing);
            if (silence.isPresent()) {
                return new Pages.Fetched.Lost(new PollFailure(Reason.RATE_LIMITED,
                        site.host() + " wants to be left alone for a while, so it was not asked.", silence));
            }
            return inside(request, variables, address, style, end, gate, before);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped while waiting for a turn at " + site.host());
        }
    }

    /// Why a request is not made. A definition's author does not know what a site's answers will be, nor a form's action.
    private Optional<String> objection(Recipe.Request request, Map<String, String> variables, URI address) {
        if (!Template.staysWithin(request.path(), variables)) {
            return Optional.of(site.host() + " gave something for the address of `" + request.name()
                    + "` that would lead elsewhere, so it was not asked. The definition must follow.");
        }
        return Optional.of(address).filter(this::isTaboo).map(_ -> "What `" + request.name() + "` is to ask " + site.host()
                + " for must never be asked for: it reads mail, ends the session, or changes the account. So it was not asked. The definition must follow.");
    }

    private boolean isTaboo(URI address) {
        return Taboo.holds(site.asked(address));
    }

    private Pages.Fetched inside(Recipe.Request request, Map<String, String> variables, URI address, Style style,
                                 Predicate<String> end, Gates.Gate gate, Runnable before) throws InterruptedException {
        try {
            before.run();
            return followed(request, variables, address, style, end, gate);
        } finally {
            gate.leave();
        }
    }

    private Pages.Fetched followed(Recipe.Request request, Map<String, String> variables, URI start, Style style,
                                   Predicate<String> end, Gates.Gate gate) throws InterruptedException {
        var address = start;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            if (hop > 0) {
                gate.again(pacing);
            }
            var fetched = once(request, variables, address, style);
            if (!(fetched instanceof Pages.Fetched.Got(var answer))) {
                return fetched;
            }
            if (answer.status() == 429 || answer.status() == 503) {
                answer.header("Retry-After").flatMap(header -> RetryAfter.of(header, time.now())).ifPresent(gate::close);
            }
            var location = answer.isRedirect() ? answer.header("Location") : Optional.<String>empty();
            if (location.isEmpty() || end.test(location.get())) {
                return fetched;
            }
            var next = resolved(address, location.get());
            if (next.isEmpty() || !request.method().equals("GET")) {
                return lost(Reason.SITE_ERROR, site.host() + " redirects to an address that makes no sense.");
            }
            if (!Origins.mayFollow(address, next.get())) {
                return lost(Reason.MOVED, site.host() + " redirects to " + place(address, next.get())
                        + ", where nothing was sent. If the site has moved there, change the tracker's address.");
            }
            if (isTaboo(next.get())) {
                return lost(Reason.SITE_ERROR, site.host() + " redirects to " + next.get().getPath()
                        + ", which is never asked for: it reads mail, ends the session, or changes the account. Look there with your browser.");
            }
            address = next.get();
        }
        return lost(Reason.SITE_ERROR, site.host() + " redirects in a circle.");
    }

    private Pages.Fetched once(Recipe.Request request, Map<String, String> variables, URI address, Style style) {
        var began = time.now();
        var fetched = site.ask(request, variables, address, style);
        int status = fetched instanceof Pages.Fetched.Got(var answer) ? answer.status() : 0;
        long bytes = fetched instanceof Pages.Fetched.Got(var answer) ? answer.body().length : 0;
        var allowance = fetched instanceof Pages.Fetched.Got(var answer) ? Allowance.of(answer, time.now()) : Allowance.UNTOLD;
        ledger.add(new Visit.Request(began, request.name(), request.method(), address.getPath(), status, bytes, Duration.between(began, time.now()), allowance));
        return fetched;
    }

    /// The host alone, unless it is the same, and something else that differs.
    private static String place(URI from, URI to) {
        return from.getHost().equalsIgnoreCase(to.getHost())
                ? to.getScheme() + "://" + to.getHost() + (to.getPort() < 0 ? "" : ":" + to.getPort()) : to.getHost();
    }

    static Optional<URI> resolved(URI from, String location) {
        try {
            return Optional.of(from.resolve(location.strip().replace(" ", "%20"))).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Pages.Fetched lost(Reason reason, String detail) {
        return new Pages.Fetched.Lost(new PollFailure(reason, detail));
    }
}
