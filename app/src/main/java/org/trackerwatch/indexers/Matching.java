package org.trackerwatch.indexers;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.indexers.Candidate.Verdict;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Hosts;

/// Finds our definition of what another program reads, by the host of any address that either knows.
public final class Matching {

    private final Map<String, Definition> byHost = new HashMap<>();
    private final List<Tracker> trackers;

    /// @param definitions all sites
    /// @param trackers    that are ours already
    public Matching(Stream<Definition> definitions, List<Tracker> trackers) {
        definitions.forEach(definition -> Stream.concat(definition.links().stream(), definition.legacyLinks().stream())
                .forEach(link -> byHost.putIfAbsent(Hosts.of(link), definition)));
        this.trackers = List.copyOf(trackers);
    }

    /// Whether a credential of it would be of use.
    public boolean isWanted(Indexer indexer) {
        return definition(indexer).filter(definition -> !refuses(definition) && known(definition).isEmpty()).isPresent();
    }

    /// One for each indexer, in their order; a site that is among them twice is taken once.
    public List<Candidate> candidates(List<Indexer> indexers) {
        var taken = new HashSet<String>();
        var candidates = new ArrayList<Candidate>();
        for (var indexer : indexers) {
            var candidate = candidate(indexer);
            if (candidate.definition().isEmpty() || taken.add(candidate.definition().get().slug())) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    private Candidate candidate(Indexer indexer) {
        var definition = definition(indexer);
        return new Candidate(indexer.name(), definition, definition.flatMap(found -> inUse(indexer, found)),
                definition.map(found -> verdict(indexer, found)).orElseGet(Verdict.Unknown::new));
    }

    private Optional<Definition> definition(Indexer indexer) {
        return indexer.addresses().stream().map(Hosts::of).flatMap(host -> Optional.ofNullable(byHost.get(host)).stream()).findFirst();
    }

    /// A credential goes to an address that the definition knows as a present one, or to its first.
    private static Optional<URI> inUse(Indexer indexer, Definition definition) {
        var used = Hosts.of(indexer.addresses().getFirst());
        return definition.links().stream().skip(1).filter(link -> Hosts.of(link).equals(used)).findFirst();
    }

    private Verdict verdict(Indexer indexer, Definition definition) {
        var known = known(definition);
        if (known.isPresent()) {
            return new Verdict.Known(known.get().name());
        }
        return refuses(definition) ? new Verdict.ByHand() : credential(indexer, definition);
    }

    private static Verdict credential(Indexer indexer, Definition definition) {
        for (var kind : definition.accepts()) {
            var secret = indexer.secrets().get(kind);
            if (secret != null) {
                try {
                    return new Verdict.Ready(definition.credential(secret.reveal(), indexer.userAgent()));
                } catch (IllegalArgumentException e) {
                    return lacking(definition, String.valueOf(e.getMessage()));
                }
            }
        }
        if (indexer.signsIn() && definition.accepts().contains(CredentialKind.LOGIN)) {
            return new Verdict.NoCredential("It is signed in to there with user name and password, which are not taken over."
                    + " “tracker add " + definition.slug() + " --login” asks for them.");
        }
        return lacking(definition, indexer.withheld() ? "It is there, but its credential is told to nobody."
                : "There is no credential of the kind that opens the account" + (definition.accepts().equals(List.of(CredentialKind.COOKIE))
                        ? ", which is a cookie." : "."));
    }

    private static Verdict lacking(Definition definition, String reason) {
        return new Verdict.NoCredential(reason + " “tracker add " + definition.slug() + "” asks for it.");
    }

    private Optional<Tracker> known(Definition definition) {
        return trackers.stream().filter(tracker -> tracker.definition().equals(definition.slug())).findFirst();
    }

    private static boolean refuses(Definition definition) {
        return definition.policy().userStats() == Definition.UserStats.FORBIDDEN;
    }
}
