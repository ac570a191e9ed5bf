package org.trackerwatch.trackers;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/// Reads accounts: over the network, or from saved pages. One for the whole process, since it keeps the manners
/// between all accounts of a host. May be used by many threads at once.
public final class Reader {

    private final OkHttpClient http;
    private final Time time;
    private final Gates gates;
    private final Trees trees = new Trees();

    public Reader(OkHttpClient http, Time time, RandomGenerator random) {
        this(http, time, random, Site.PATIENCE);
    }

    /// @param patience for one request and its whole answer
    Reader(OkHttpClient http, Time time, RandomGenerator random, Duration patience) {
        this.http = Site.polite(http, patience);
        this.time = time;
        this.gates = new Gates(time, random);
    }

    /// Asks the site. Waits for its turn at the host, so this takes seconds and may take a minute.
    ///
    /// @throws java.util.concurrent.CancellationException where the thread is interrupted: the program is stopping, and
    ///         there is nothing to record
    public Visit read(Account account) {
        return read(account, _ -> { });
    }

    /// @param sending keeps a login that is about to be sent. If it throws, nothing is sent
    /// @throws java.util.concurrent.CancellationException where the thread is interrupted
    public Visit read(Account account, Consumer<Credential.Login> sending) {
        try {
            return visit(account, new Site(http, account, time), sending);
        } catch (ProxyAddress.Unusable e) {
            return unasked(account, new PollFailure(PollFailure.Reason.PROXY_FAILED, e.getMessage()));
        } catch (Site.Nowhere _) {
            return unasked(account, new PollFailure(PollFailure.Reason.NOT_FOUND, "The tracker's address is no address of a web site."));
        }
    }

    /// Asks an address that belongs to no tracker whether anything comes back at all, by the way that an account would take.
    ///
    /// @return why nothing did; empty if it answered, whatever it said
    /// @throws java.util.concurrent.CancellationException where the thread is interrupted
    public Optional<PollFailure> reach(URI address, Optional<Secret> proxy) {
        try {
            return Site.reach(http, address, proxy.map(Site::proxy));
        } catch (ProxyAddress.Unusable e) {
            return Optional.of(new PollFailure(PollFailure.Reason.PROXY_FAILED, e.getMessage()));
        }
    }

    /// As [#read], and keeps the answers: for an example of how the site looks.
    ///
    /// @param all asks for pages, too, that are asked for seldom and are not due
    /// @param sending keeps a login that is about to be sent. If it throws, nothing is sent
    /// @throws java.util.concurrent.CancellationException where the thread is interrupted
    public Capture capture(Account account, boolean all, Consumer<Credential.Login> sending) {
        try {
            var asked = LivePages.afresh(account, all);
            return capture(asked, new Site(http, asked, time), sending);
        } catch (ProxyAddress.Unusable | Site.Nowhere _) {
            return new Capture(read(account), account.definition(), Map.of(), Set.of(), List.of(), Map.of());
        }
    }

    private Capture capture(Account account, Site site, Consumer<Credential.Login> sending) {
        var wire = new Wire(site, account.definition().recipe().pacing(), gates, time);
        var pages = new LivePages(site, account, wire, trees, time);
        var recorder = new Recorder(pages);
        var visit = visit(account, site, wire, pages, recorder, sending);
        var taken = new LinkedHashMap<String, Capture.Taken>();
        var missing = new LinkedHashMap<String, Capture.Absence>();
        account.definition().recipe().requests().values().forEach(request -> absence(request, account, visit, pages, recorder).ifPresentOrElse(
                why -> missing.put(request.name(), why),
                () -> taken.put(request.name(), new Capture.Taken(recorder.answers().get(request.name()), request.method() + " " + request.path(),
                        !(account.credential() instanceof Credential.ApiKey)))));
        return new Capture(visit, account.definition(), taken, Set.copyOf(site.secrets()),
                Stream.concat(account.username().stream(), site.keys().username().stream()).distinct().toList(), missing);
    }

    /// A page of an error is an example where it is why nothing was read; else it is none of anything.
    private static Optional<Capture.Absence> absence(Recipe.Request request, Account account, Visit visit, Pages pages, Recorder recorder) {
        var answer = recorder.answers().get(request.name());
        if (answer != null) {
            return Optional.of(Capture.Absence.ERROR)
                    .filter(_ -> request.optional() && answer.status() >= 400 && visit.outcome() instanceof Outcome.Read);
        }
        if (recorder.lost().contains(request.name())) {
            return Optional.of(Capture.Absence.NOT_ANSWERED);
        }
        if (!request.servedBy(account.credential().kind())) {
            return Optional.of(Capture.Absence.OTHER_CREDENTIAL);
        }
        return Optional.of(pages.offers(request) ? Capture.Absence.NOT_NEEDED : Capture.Absence.NOT_DUE);
    }

    /// @param request whose answer it is
    Page page(Answer answer, String request, Definition definition) {
        return new Page(answer, definition.recipe().requests().get(request).unwrap(), definition.recipe().encoding(), trees);
    }

    private static Visit unasked(Account account, PollFailure failure) {
        return new Visit(new Outcome.Failed(failure), Optional.empty(), account.memory(), List.of());
    }

    private Visit visit(Account account, Site site, Consumer<Credential.Login> sending) {
        var wire = new Wire(site, account.definition().recipe().pacing(), gates, time);
        var pages = new LivePages(site, account, wire, trees, time);
        return visit(account, site, wire, pages, pages, sending);
    }

    private Visit visit(Account account, Site site, Wire wire, LivePages pages, Pages source, Consumer<Credential.Login> sending) {
        var outcome = entered(account, site, wire, sending, () -> unfaulted(() -> outcome(account, site, source, pages.memory())));
        return new Visit(veiled(pathDoubted(outcome, account), site.veil()), site.keys().changed(isOut(outcome)), pages.memory(),
                wire.ledger().stream().map(request -> veiled(request, site.veil())).toList());
    }

    /// A fault of our own, met in what a site sent, must not cost the record of what it was asked, nor its rest until it may
    /// be asked again. The fault's own words may hold a piece of the page, and stay behind.
    static Outcome unfaulted(Supplier<Outcome> reading) {
        try {
            return reading.get();
        } catch (CancellationException | ProxyAddress.Unusable | Site.Nowhere e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            var at = Stream.of(e.getStackTrace()).filter(frame -> frame.getClassName().startsWith(Reader.class.getPackageName()))
                    .findFirst().map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber()).orElse("");
            return new Outcome.Failed(new PollFailure(PollFailure.Reason.LAYOUT_CHANGED, "trackerwatch stumbled over the answer by a"
                    + " fault of its own (" + e.getClass().getSimpleName() + at + "). Please report it; “tracker capture” makes an example."));
        }
    }

    /// By the number that an earlier visit noted. Where that leads to nothing good, it is learnt anew.
    private Outcome outcome(Account account, Site site, Pages source, Map<String, String> memory) {
        var known = known(account, site);
        var number = new AccountNumber(account.definition(), site.origin(), memory, Optional.ofNullable(known.get("username")));
        var noted = number.noted();
        if (noted.isPresent()) {
            var variables = new HashMap<>(known);
            variables.put(AccountNumber.VARIABLE, noted.get());
            var reading = reading(account, site, source, variables, memory);
            var outcome = reading.outcome();
            if (number.suits(noted.get(), outcome) && !reading.misses(AccountNumber.VARIABLE)) {
                return OwnBuffer.kept(outcome, reading.hasOwnBuffer(), memory);
            }
            number.forget();
            if (!AccountNumber.isWorthAnotherLook(outcome)) {
                return outcome;
            }
        }
        var reading = reading(account, site, source, known, memory);
        var outcome = reading.outcome();
        number.note(reading.variable(AccountNumber.VARIABLE).filter(_ -> !reading.misses(AccountNumber.VARIABLE)), outcome);
        return OwnBuffer.kept(outcome, reading.hasOwnBuffer(), memory);
    }

    private Reading reading(Account account, Site site, Pages source, Map<String, String> variables, Map<String, String> memory) {
        return new Reading(account.definition(), source, admission(account.definition(), site.host(), site.veil(), memory), trees,
                site.host(), variables);
    }

    private Outcome entered(Account account, Site site, Wire wire, Consumer<Credential.Login> sending, Supplier<Outcome> reading) {
        if (!(account.credential() instanceof Credential.Login credential)) {
            return reading.get();
        }
        return account.definition().recipe().auth().login()
                .map(login -> new SignIn(login, credential, site, wire, trees, time, sending).read(reading))
                .orElseGet(() -> new Outcome.Failed(new PollFailure(PollFailure.Reason.NOT_FOUND, "The definition “"
                        + account.definition().slug() + "” does not say how to sign in. Give a key or cookies instead.")));
    }

    private static Map<String, String> known(Account account, Site site) {
        return account.username().or(site.keys()::username).map(name -> Map.of("username", name)).orElse(Map.of());
    }

    /// Somebody copies the address of a page, not of the site.
    private static Outcome pathDoubted(Outcome outcome, Account account) {
        var path = Optional.ofNullable(account.base().getPath()).orElse("").replaceFirst("/+$", "");
        if (!(outcome instanceof Outcome.Failed(var failure)) || path.isEmpty() || account.definition().links().contains(account.base())) {
            return outcome;
        }
        return switch (failure.reason()) {
            case NOT_FOUND, LAYOUT_CHANGED -> new Outcome.Failed(new PollFailure(failure.reason(), failure.detail() + " Its address here is "
                    + account.base() + ": is the path “" + path + "” right? A site's address is its beginning alone, unless all of it lies below a path.",
                    failure.retryAfter()));
            default -> outcome;
        };
    }

    private static Outcome veiled(Outcome outcome, Veil veil) {
        return switch (outcome) {
            case Outcome.Read read -> read;
            case Outcome.Failed(var failure) -> new Outcome.Failed(
                    new PollFailure(failure.reason(), veil.over(failure.detail()), failure.retryAfter()));
        };
    }

    private static Visit.Request veiled(Visit.Request request, Veil veil) {
        return new Visit.Request(request.at(), request.name(), request.method(), veil.over(request.path()), request.status(), request.bytes(),
                request.took(), request.allowance());
    }

    private static boolean isOut(Outcome outcome) {
        return outcome instanceof Outcome.Failed(var failure) && failure.reason().next() == PollFailure.Next.STOP;
    }

    /// Reads saved pages as if the site had just answered with them. What was not saved counts as not asked for.
    ///
    /// @param pages by the name of the request that they answer
    public Outcome read(Definition definition, Map<String, SavedPage> pages) {
        return new Reading(definition, new SavedPages(definition, pages), admission(definition, definition.name(), Veil.NONE, new HashMap<>()),
                trees, definition.name(), Map.of()).outcome();
    }

    private Admission admission(Definition definition, String site, Veil veil, Map<String, String> memory) {
        return new Admission(definition.recipe(), site, time.now(), veil, new Endings(memory, time.now()));
    }
}
