package org.trackerwatch.trackers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The words by which a definition's selectors know a script or an attribute: `script:containsData(userStats)`,
/// `[onclick*=logout]`. They come from the definition, not from the page, so they may stay when the rest of it goes.
final class Landmarks {

    private static final Pattern IN_SCRIPT = Pattern.compile(":containsData\\(((?:[^()]|\\([^()]*\\))*)\\)");

    private static final Pattern IN_ATTRIBUTE = Pattern.compile("\\[\\s*([^\\]\\s=~*^$!]+)\\s*[*^$]?=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\]\\s]*))");

    /// @param attr none for a word of a script
    private record Landmark(Optional<String> attr, String word) {}

    private final List<Landmark> landmarks;

    Landmarks(Definition definition, List<Lookup> lookups) {
        var session = definition.recipe().session();
        var signs = Stream.concat(session.alive().stream(), session.dead().stream()).map(Sign::kind)
                .flatMap(kind -> kind instanceof Sign.Kind.Css(var css) ? Stream.of(css) : Stream.empty());
        var shields = Shields.CHALLENGE_MARKS.stream().map(mark -> new Landmark(Optional.empty(), mark));
        this.landmarks = Stream.concat(shields, Stream.concat(signs, lookups.stream().map(Lookup::source).flatMap(Landmarks::selectors))
                .map(Selector::css).flatMap(Landmarks::of)).filter(landmark -> !landmark.word().isBlank()).distinct().toList();
    }

    private static Stream<Landmark> of(String css) {
        return Stream.concat(IN_SCRIPT.matcher(css).results().map(found -> new Landmark(Optional.empty(), found.group(1))),
                IN_ATTRIBUTE.matcher(css).results().map(found -> new Landmark(Optional.of(found.group(1)),
                        Stream.of(2, 3, 4).flatMap(group -> Stream.ofNullable(found.group(group))).findFirst().orElse(""))));
    }

    private static Stream<Selector> selectors(Source source) {
        return switch (source) {
            case Source.Embedded embedded -> Stream.of(embedded.css());
            case Source.Css css -> Stream.of(css.css());
            case Source.Pair pair -> Stream.concat(Stream.of(pair.row().label(), pair.row().value()), pair.child().stream());
            case Source.In in -> Stream.of(in.css());
            case Source.After after -> Stream.of(after.css());
            case Source.Anchor anchor -> Stream.of(anchor.anchor(), anchor.flag());
            case Source.Count count -> Stream.concat(Stream.of(count.css()), count.in().stream());
            case Source.Sum(var parts) -> parts.stream().map(Lookup::source).flatMap(Landmarks::selectors);
            case Source.Json _, Source.Items _, Source.Literal _ -> Stream.empty();
        };
    }

    /// What is kept of a text, and such words as stood elsewhere in it.
    String and(String kept, Spot spot) {
        var all = kept;
        for (var landmark : landmarks) {
            boolean here = landmark.attr().map(name -> spot.attr().filter(name::equalsIgnoreCase).isPresent()).orElse(spot.isScript());
            if (here && holds(spot.text(), landmark.word()) && !holds(all, landmark.word())) {
                all = all + (all.isEmpty() ? "" : "\n") + landmark.word();
            }
        }
        return all;
    }

    private static boolean holds(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }
}
