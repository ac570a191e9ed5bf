package org.trackerwatch.cli;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trackerwatch.Enrolment;
import org.trackerwatch.Imports;
import org.trackerwatch.cli.input.Address;
import org.trackerwatch.cli.terminal.JsonPrinter;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.indexers.Candidate;
import org.trackerwatch.indexers.Candidate.Verdict;
import org.trackerwatch.indexers.Listing;
import org.trackerwatch.indexers.Matching;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Registry;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// Trackers that come from elsewhere: shows what would be added, asks, and adds it, each proved by one poll.
final class Arrivals {

    @Option(names = "--preview", description = "Shows what would be added, and adds nothing.")
    boolean preview;

    @Option(names = "--yes", description = "Adds without asking.")
    boolean yes;

    @Option(names = "--only", split = ",", paramLabel = "SLUG", description = "Adds these alone, commas between.")
    Set<String> only = Set.of();

    @Option(names = "--no-check", description = "Does not ask the sites now.")
    boolean noCheck;

    @Option(names = "--interval", paramLabel = "TIME", description = "How often they are polled: 60m, 6h. A site's own floor goes before it.")
    Duration interval = Duration.ZERO;

    @Mixin
    ProxyOptions proxy;

    @Mixin
    JsonOption output;

    /// What became of a candidate.
    ///
    /// @param added   whether it is a tracker now
    /// @param problem why it is none, as a sentence; empty where it was not tried
    private record Arrival(boolean added, String problem) {}

    static URI address(String url) {
        return URI.create(Address.parse(url));
    }

    Matching matching(Session session) {
        var trackers = session.read(books -> books.app().registry().list(books.tx()));
        return new Matching(session.sites().stream(), trackers);
    }

    /// Of another program in the user's network.
    ///
    /// @param program as its users call it
    /// @return the exit status
    int receive(Session session, String program, Function<Imports, Listing> question) throws InterruptedException {
        return receive(session, session.during("Asking " + program + " …", () -> question.apply(new Imports(session.app()))));
    }

    /// @return the exit status
    int receive(Session session, Listing listing) throws InterruptedException {
        return switch (listing) {
            case Listing.Failed(var reason) -> throw Refusal.failed(reason);
            case Listing.Found(var indexers) -> receive(session, matching(session).candidates(indexers));
        };
    }

    private int receive(Session session, List<Candidate> candidates) throws InterruptedException {
        var chosen = candidates.stream().filter(this::isChosen).toList();
        if (!output.json) {
            table(candidates, session.terminal().out());
            unknown(session, candidates);
            warned(session, candidates, chosen);
        }
        if (preview || chosen.isEmpty()) {
            return shown(session, candidates, Map.of());
        }
        session.agreed(yes, "Add " + chosen.size() + (chosen.size() == 1 ? " tracker?" : " trackers?")
                + (noCheck ? "" : " Each site is asked for its figures once."));
        return shown(session, candidates, added(session, chosen));
    }

    /// What its staff would rather not have is added to nobody's surprise: by its name alone.
    private boolean isChosen(Candidate candidate) {
        return candidate.verdict() instanceof Verdict.Ready && candidate.definition()
                .filter(definition -> only.isEmpty() ? !isDiscouraged(definition) : only.contains(definition.slug())).isPresent();
    }

    private static boolean isDiscouraged(Definition definition) {
        return definition.policy().userStats() == Definition.UserStats.DISCOURAGED;
    }

    private void warned(Session session, List<Candidate> candidates, List<Candidate> chosen) {
        candidates.stream().filter(candidate -> candidate.verdict() instanceof Verdict.Ready && (only.isEmpty() || isChosen(candidate)))
                .flatMap(candidate -> candidate.definition().stream()).forEach(definition -> new Introduction(session, definition).wishes());
        var doubted = chosen.stream().flatMap(candidate -> candidate.definition().stream())
                .filter(definition -> definition.proof() != Definition.Proof.PROVEN).map(Definition::name).toList();
        if (!doubted.isEmpty()) {
            session.terminal().say(Plain.of("How these are read was never tried on an account there: " + String.join(", ", doubted)
                    + ". Compare the first figures with the site's own; if they look wrong, “trackerwatch tracker capture” makes a report of it."));
        }
    }

    /// Before anybody is asked.
    void check(Session session) {
        only = only.stream().map(slug -> session.definition(slug).slug()).collect(Collectors.toSet());
    }

    private Map<Candidate, Arrival> added(Session session, List<Candidate> chosen) throws InterruptedException {
        var way = proxy.proxy();
        var arrivals = new LinkedHashMap<Candidate, Arrival>();
        for (var candidate : chosen) {
            if (candidate.verdict() instanceof Verdict.Ready(var credential)) {
                arrivals.put(candidate, arrival(session, candidate.definition().orElseThrow(), candidate, credential, way));
            }
        }
        return arrivals;
    }

    private Arrival arrival(Session session, Definition definition, Candidate candidate, Credential credential,
                            Optional<Secret> way) throws InterruptedException {
        var tracker = new Tracker(0, definition.name(), definition.slug(), candidate.address().map(URI::toString).map(Address::parse),
                Optional.empty(), interval, Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, session.moment().now());
        try {
            session.read(books -> Registry.free(books.tx(), tracker));
            var enrolment = new Enrolment(session.app());
            return switch (noCheck ? enrolment.unproved(tracker, credential, way)
                    : session.during("Asking " + definition.name() + " …", () -> enrolment.proved(tracker, credential, way))) {
                case Enrolment.Result.Added _ -> new Arrival(true, "");
                case Enrolment.Result.Refused(var failure) -> new Arrival(false, failure.detail());
            };
        } catch (IllegalArgumentException e) {
            return new Arrival(false, String.valueOf(e.getMessage()));
        }
    }

    private int shown(Session session, List<Candidate> candidates, Map<Candidate, Arrival> arrivals) {
        if (output.json) {
            JsonPrinter.print(session.terminal().out(), document(candidates, arrivals));
        }
        arrivals.forEach((candidate, arrival) -> session.terminal().say((arrival.added() ? "Added “" : "Not added: “")
                + Plain.of(candidate.definition().orElseThrow().name()) + (arrival.added() ? "”." : "”. " + Plain.of(arrival.problem()))));
        return arrivals.values().stream().allMatch(Arrival::added) ? 0 : Refusal.FAILED;
    }

    private void table(List<Candidate> candidates, PrintStream out) {
        var table = new Table("SITE", "DEFINITION", "STATUS", "WHAT");
        candidates.forEach(candidate -> candidate.definition().ifPresent(definition ->
                table.row(definition.name(), definition.slug(), Json.word(definition.proof()), what(candidate, definition))));
        table.print(out);
    }

    private String what(Candidate candidate, Definition definition) {
        return switch (candidate.verdict()) {
            case Verdict.Ready _ -> (isChosen(candidate) ? "to be added" : "left out") + (isDiscouraged(definition)
                    ? ": it does not like programs to read its figures; --only " + definition.slug() + " adds it all the same" : "");
            case Verdict.Known(var tracker) -> "read already, as “" + tracker + "”";
            case Verdict.NoCredential(var reason) -> reason;
            case Verdict.ByHand _ -> "its staff refuse such programs: “tracker add " + definition.slug() + "”, then “tracker record”";
            case Verdict.Unknown _ -> "not known";
        };
    }

    /// A browser has cookies of hundreds of sites that are no trackers; a few names are shown.
    private static void unknown(Session session, List<Candidate> candidates) {
        var names = candidates.stream().filter(candidate -> candidate.definition().isEmpty()).map(Candidate::name).map(Plain::of).toList();
        if (!names.isEmpty()) {
            session.terminal().say(names.size() + " more " + (names.size() == 1 ? "is no site" : "are no sites") + " that can be read: "
                    + String.join(", ", names.subList(0, Math.min(8, names.size()))) + (names.size() > 8 ? " …" : "."));
        }
    }

    private static JsonNode document(List<Candidate> candidates, Map<Candidate, Arrival> arrivals) {
        var list = Json.array();
        for (var candidate : candidates) {
            var node = list.addObject().put("site", candidate.name());
            node.put("definition", candidate.definition().map(Definition::slug).orElse(null));
            node.put("status", candidate.definition().map(definition -> Json.word(definition.proof())).orElse(null));
            node.put("statistics", candidate.definition().map(definition -> Json.word(definition.policy().userStats())).orElse(null));
            var arrival = Optional.ofNullable(arrivals.get(candidate));
            switch (candidate.verdict()) {
                case Verdict.Ready _ -> node.put("verdict", "ready");
                case Verdict.Known(var tracker) -> node.put("verdict", "known").put("tracker", tracker);
                case Verdict.NoCredential(var reason) -> node.put("verdict", "no-credential").put("reason", reason);
                case Verdict.ByHand _ -> node.put("verdict", "by-hand");
                case Verdict.Unknown _ -> node.put("verdict", "unknown");
            }
            node.put("added", arrival.map(Arrival::added).orElse(false));
            arrival.map(Arrival::problem).filter(problem -> !problem.isEmpty()).ifPresent(problem -> node.put("problem", problem));
        }
        return list;
    }
}
