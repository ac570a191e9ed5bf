package org.trackerwatch.trackers;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Hides an account's own secrets in what a site made us say: a hostile one redirects to a path that holds the key, or
/// repeats it in a message.
final class Veil {

    static final Veil NONE = new Veil(List::of);

    /// So much of a secret gives it away.
    private static final int PIECE = 8;

    /// How often a text may be encoded over and over.
    private static final int LAYERS = 3;

    private final Supplier<Collection<Secret>> secrets;

    /// @param secrets asked each time: a visit gathers new ones
    Veil(Supplier<Collection<Secret>> secrets) {
        this.secrets = secrets;
    }

    /// The text with `•••` for each secret; nothing else where one is in it under several layers of encoding.
    String over(String text) {
        var forms = forms(text.length()).toList();
        var hidden = text;
        for (var form : forms) {
            hidden = form.matcher(hidden).replaceAll("•••");
        }
        var bare = layers(hidden).toList();
        return forms.stream().anyMatch(form -> bare.stream().anyMatch(layer -> form.matcher(layer).find())) ? "•••" : hidden;
    }

    /// Whether a piece of a secret stands in the text, whatever stands between its letters, in whatever writing, forwards or
    /// backwards.
    boolean isPierced(String text) {
        var bare = secrets.get().stream().map(secret -> squeezed(secret.reveal())).filter(secret -> !secret.isEmpty()).toList();
        var pieces = bare.stream().filter(secret -> secret.length() >= PIECE)
                .flatMap(secret -> Stream.of(secret, new StringBuilder(secret).reverse().toString())).flatMap(Veil::pieces).collect(Collectors.toSet());
        return layers(text).map(Veil::squeezed).anyMatch(layer -> bare.stream().anyMatch(layer::contains))
                || !pieces.isEmpty() && Legible.ways(text).map(way -> squeezed(way.text())).anyMatch(way -> pieces(way).anyMatch(pieces::contains));
    }

    private static Stream<String> pieces(String text) {
        return IntStream.rangeClosed(0, text.length() - PIECE).mapToObj(at -> text.substring(at, at + PIECE));
    }

    private static String squeezed(String text) {
        return text.codePoints().filter(Character::isLetterOrDigit).map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /// As it is, and as it may have been sent; the longest first, lest a part of one be hidden and the rest be left.
    ///
    /// @param longest what is longer stands in no text of this length, as most paths are shorter than a key
    private Stream<Pattern> forms(int longest) {
        return secrets.get().stream().map(Secret::reveal).flatMap(text -> {
            var encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
            return Stream.concat(layers(text), Stream.of(encoded, encoded.replace("+", "%20")));
        }).filter(form -> !form.isBlank() && form.length() <= longest).distinct().sorted(Comparator.comparingInt(String::length).reversed())
                .map(form -> Pattern.compile(Pattern.quote(form), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    private static Stream<String> layers(String text) {
        return Stream.iterate(text, Veil::decoded).limit(LAYERS).distinct();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
