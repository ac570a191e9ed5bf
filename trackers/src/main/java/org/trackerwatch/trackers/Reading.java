package org.trackerwatch.trackers;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.trackers.PollFailure.Reason;

/// One pass over a definition's requests: asks, turns away what is no member's page, and takes the figures from the
/// rest. Ends in figures or in one failure; never in half of both.
final class Reading {

    private static final List<Field> MANDATORY = List.of(Field.UPLOADED, Field.DOWNLOADED);

    private final Definition definition;
    private final Pages source;
    private final Admission admission;
    private final Trees trees;
    private final String site;
    private final Map<String, String> variables;
    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Map<String, PollFailure> failures = new LinkedHashMap<>();
    private boolean hasOwnBuffer;

    /// @param variables what is known before the first request: the user name, if there is one
    Reading(Definition definition, Pages source, Admission admission, Trees trees, String site, Map<String, String> variables) {
        this.definition = definition;
        this.source = source;
        this.admission = admission;
        this.trees = trees;
        this.site = site;
        this.variables = new HashMap<>(variables);
    }

    Outcome outcome() {
        for (var request : definition.recipe().requests().values()) {
            var failure = isWanted(request) ? ask(request) : Optional.<PollFailure>empty();
            if (failure.isPresent()) {
                if (!request.optional() || isFinal(failure.get())) {
                    return new Outcome.Failed(failure.get());
                }
                failures.put(request.name(), failure.get());
                if (failure.get().reason().next() == PollFailure.Next.BACK_OFF && failure.get().reason() != Reason.NOT_FOUND
                        && failure.get().reason() != Reason.LAYOUT_CHANGED) {
                    break;
                }
            }
        }
        return figures();
    }

    /// What a variable came to be, if anything told it.
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /// Whether the site has a buffer by its own formula, be it that it gave no number for it.
    boolean hasOwnBuffer() {
        return hasOwnBuffer;
    }

    /// Whether a page that is addressed by this variable, and could be missed, was not there.
    boolean misses(String variable) {
        return failures.entrySet().stream()
                .filter(failed -> failed.getValue().reason() == Reason.NOT_FOUND || failed.getValue().reason() == Reason.LAYOUT_CHANGED)
                .anyMatch(failed -> definition.recipe().requests().get(failed.getKey()).variables().contains(variable));
    }

    /// A refusal on a page that could be missed is a refusal all the same: the next request would be refused too.
    private static boolean isFinal(PollFailure failure) {
        return failure.reason().next() == PollFailure.Next.STOP;
    }

    private boolean isWanted(Recipe.Request request) {
        return source.offers(request) && request.unless().filter(pages::containsKey).isEmpty() && (source.knowsTheWay() || variables.keySet().containsAll(request.variables()))
                && !isNeedless(request);
    }

    /// A request that only serves to learn what is known already.
    private boolean isNeedless(Recipe.Request request) {
        return !request.capture().isEmpty() && variables.keySet().containsAll(request.capture().keySet())
                && !definition.recipe().isReadFrom(request) && !source.knowsTheWay();
    }

    private Optional<PollFailure> ask(Recipe.Request request) {
        return switch (source.fetch(request, variables)) {
            case Pages.Fetched.Lost(var failure) -> Optional.of(failure);
            case Pages.Fetched.Got(var answer) -> {
                var page = new Page(answer, request.unwrap(), definition.recipe().encoding(), trees);
                var refusal = admission.refuse(request, page, source.kind(request));
                if (refusal.isEmpty()) {
                    accept(request, page);
                }
                yield refusal;
            }
        };
    }

    private void accept(Recipe.Request request, Page page) {
        pages.put(request.name(), page);
        var extractor = new Extractor(pages, definition.zone());
        request.capture().forEach((name, lookups) -> extractor.text(lookups).ifPresent(text -> variables.put(name, text)));
    }

    private Outcome figures() {
        var zone = SiteClock.zone(definition, pages);
        var extractor = new Extractor(pages, zone);
        var stats = extractor.all(definition.recipe().fields());
        if (pages.values().stream().anyMatch(Page::isDoubtful)) {
            return new Outcome.Failed(Mishaps.broken(site));
        }
        var missing = mandatory().filter(field -> stats.get(field).isEmpty()).toList();
        if (!missing.isEmpty()) {
            return new Outcome.Failed(behind(missing).orElseGet(() -> new PollFailure(Reason.LAYOUT_CHANGED, missing(missing))));
        }
        boolean unsaid = extractor.isUnsaid(Field.BUFFER, definition);
        hasOwnBuffer = unsaid || stats.get(Field.BUFFER).isPresent();
        var negative = mandatory().filter(field -> stats.size(field).orElseThrow().bytes() < 0).findFirst();
        return negative.<Outcome>map(field -> new Outcome.Failed(new PollFailure(Reason.SITE_ERROR,
                        site + " says that `" + field.key() + "` is negative, which cannot be.")))
                .orElseGet(() -> new Outcome.Read(Settlement.settled(stats, unsaid)));
    }

    /// A site that does not tell one of the two at all says so in its file.
    private Stream<Field> mandatory() {
        return MANDATORY.stream().filter(field -> definition.recipe().fields().containsKey(field.key()));
    }

    /// Why there is no page that could have these figures: the last of those that were tried says it.
    private Optional<PollFailure> behind(List<Field> fields) {
        var wanted = origins(fields);
        return wanted.stream().anyMatch(pages::containsKey) ? Optional.empty()
                : failures.entrySet().stream().filter(failure -> wanted.contains(failure.getKey())).map(Map.Entry::getValue).reduce((_, last) -> last);
    }

    private Set<String> origins(List<Field> fields) {
        return fields.stream().flatMap(field -> definition.recipe().fields().getOrDefault(field.key(), List.of()).stream())
                .flatMap(Reading::origins).collect(Collectors.toCollection(TreeSet::new));
    }

    private String missing(List<Field> fields) {
        var names = fields.stream().map(field -> "`" + field.key() + "`").collect(Collectors.joining(" and "));
        var wanted = origins(fields);
        var seen = wanted.stream().filter(pages::containsKey).collect(Collectors.toCollection(TreeSet::new));
        boolean one = fields.size() == 1;
        if (seen.isEmpty()) {
            return names + " of " + site + (one ? " needs" : " need") + " the page " + quoted(wanted)
                    + (source.knowsTheWay() ? ", which was not there to read."
                    : ", which was not asked for: it needs another kind of credential, or a user name that no page told.");
        }
        return site + " let us in, but " + names + (one ? " is not where it was" : " are not where they were") + " on the page "
                + quoted(seen) + ". The site has changed its layout; the definition `" + definition.slug() + "` must follow.";
    }

    private static Stream<String> origins(Lookup lookup) {
        return lookup.source() instanceof Source.Sum(var parts) ? parts.stream().flatMap(Reading::origins) : Stream.of(lookup.from());
    }

    private static String quoted(Set<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" or "));
    }
}
