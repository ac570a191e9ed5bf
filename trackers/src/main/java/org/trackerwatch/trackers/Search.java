package org.trackerwatch.trackers;

import java.net.URI;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds sites by what somebody types or pastes of them: a name, a part of one, an address. The best comes first.
public final class Search {

    /// So many may have been meant by what none is called.
    private static final int GUESSES = 5;

    private final String typed;
    private final Optional<String> host;
    private final List<String> words;

    public Search(String text) {
        typed = plain(text);
        host = host(text.strip());
        words = Stream.of(text.strip().split("\\s+")).map(Search::plain).filter(word -> !word.isEmpty()).toList();
    }

    private record Hit(Glimpse site, int rank) {}

    /// All of them, by name, if nothing was typed; the most alike if none has it in its name.
    public List<Glimpse> among(List<Glimpse> sites) {
        var hits = sites.stream().flatMap(site -> rank(site).map(rank -> new Hit(site, rank)).stream())
                .sorted(Comparator.comparing(Hit::rank).thenComparing(hit -> plain(hit.site.name())))
                .map(Hit::site).toList();
        return hits.isEmpty() && !typed.isEmpty() && host.isEmpty() ? alike(sites) : hits;
    }

    private Optional<Integer> rank(Glimpse site) {
        if (host.isPresent()) {
            return host.filter(asked -> site.links().stream().map(Hosts::of).anyMatch(asked::equals)).map(_ -> 0);
        }
        var names = Stream.concat(Stream.of(site.slug(), site.name()), site.aliases().stream()).map(Search::plain).toList();
        return typed.isEmpty() || names.contains(typed) ? Optional.of(1)
                : names.stream().anyMatch(name -> name.startsWith(typed)) ? Optional.of(2)
                : names.stream().anyMatch(name -> name.contains(typed)) ? Optional.of(3)
                : site.links().stream().map(Hosts::of).map(Search::plain).anyMatch(name -> name.contains(typed)) ? Optional.of(4)
                : Optional.of(5).filter(_ -> words.stream().allMatch(word -> names.stream().anyMatch(name -> name.contains(word))
                        || site.platform().equals(word)));
    }

    private List<Glimpse> alike(List<Glimpse> sites) {
        return Nearest.to(typed, sites.stream().map(Glimpse::slug).toList(), GUESSES).stream()
                .flatMap(slug -> sites.stream().filter(site -> site.slug().equals(slug))).toList();
    }

    /// Letters and digits alone, without case and accents: `Beyond-HD` is `beyondhd`.
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static Optional<String> host(String text) {
        try {
            return Optional.of(text).filter(typed -> typed.matches("(?i)https?://.+")).map(URI::create).filter(uri -> uri.getHost() != null)
                    .map(Hosts::of);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
