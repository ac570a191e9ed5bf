package org.trackerwatch.trackers;

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The part of a script, or of an attribute, from which a lookup finds the same as from all of it.
record Excerpt(int from, int to) {

    /// A figure is no longer.
    private static final int FIGURE = 60;

    /// Of a regular expression that looks around itself more is needed than it matches.
    private static final List<Pattern> WHOLES = List.of(Pattern.compile("[^;{}\\n]*;?"), Pattern.compile(".*"));

    /// Nothing where the lookup finds nothing; several where it looks for labels.
    static Stream<Excerpt> of(Lookup lookup, String text, Page page) {
        return switch (lookup.source()) {
            case Source.Embedded embedded -> page.embedded(text, embedded.pointers()).map(inset -> new Excerpt(inset.from(), inset.to())).stream();
            case Source.In in -> labelled(in.labels(), text);
            case Source.Pair pair when !pair.then().isEmpty() -> labelled(pair.then(), text);
            case Source.Css _, Source.Pair _ -> shortest(lookup.refinement(), text);
            case Source.Json _, Source.Items _, Source.After _, Source.Anchor _, Source.Count _, Source.Sum _, Source.Literal _ -> Stream.empty();
        };
    }

    private static Stream<Excerpt> labelled(List<String> labels, String text) {
        return labels.stream().flatMap(label -> all(Pattern.compile("(?iu)" + Pattern.quote(label) + "[^;{}\\n]{0," + FIGURE + "}"), text));
    }

    private static Stream<Excerpt> shortest(Lookup.Refinement how, String text) {
        var whole = Extractor.refined(text, how);
        return candidates(how, text).filter(part -> whole.isPresent() && Extractor.refined(part.in(text), how).equals(whole)).limit(1);
    }

    private static Stream<Excerpt> candidates(Lookup.Refinement how, String text) {
        if (how.query().isPresent()) {
            return all(Pattern.compile("[?&;]" + Pattern.quote(how.query().get()) + "=[^&#;]*"), text);
        }
        return how.match().map(match -> match.find(text).stream().map(found -> new Excerpt(found.start(), found.end())).flatMap(found ->
                        Stream.concat(Stream.of(found), WHOLES.stream().flatMap(whole -> all(whole, text).filter(found::overlaps).reduce(Excerpt::with).stream()))))
                .orElseGet(() -> Stream.of(new Excerpt(0, Math.min(text.length(), FIGURE))));
    }

    private static Stream<Excerpt> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> new Excerpt(found.start(), found.end())).filter(found -> found.from < found.to);
    }

    private boolean overlaps(Excerpt other) {
        return from < other.to && other.from < to;
    }

    private Excerpt with(Excerpt other) {
        return new Excerpt(Math.min(from, other.from), Math.max(to, other.to));
    }

    String in(String text) {
        return text.substring(from, to);
    }

    /// The text with something else in its place.
    String replaced(String text, UnaryOperator<String> change) {
        return text.substring(0, from) + change.apply(in(text)) + text.substring(to);
    }

    /// What all of them are of a text, in its order and nothing twice.
    static String all(List<Excerpt> excerpts, String text) {
        return excerpts.stream().distinct().filter(part -> excerpts.stream().noneMatch(other -> other.holds(part)))
                .sorted(Comparator.comparingInt(Excerpt::from)).map(part -> part.in(text)).collect(Collectors.joining("\n"));
    }

    private boolean holds(Excerpt other) {
        return !equals(other) && from <= other.from && other.to <= to;
    }
}
