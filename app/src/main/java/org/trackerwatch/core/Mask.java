package org.trackerwatch.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Hides words wherever they stand in a text, whatever their capitals.
public final class Mask {

    static final String DOTS = "•••••";

    /// A shorter name is hidden only as a whole word: as a part of other words it would be anywhere.
    private static final int TELLING = 4;

    /// What may stand between the letters of a name without hiding it from a reader: nothing to be seen, or a separator.
    private static final String BETWEEN = "[\\p{Cf}\\p{Mn}\\s._-]*";

    private final Optional<Pattern> hidden;

    private Mask(Collection<String> words) {
        var patterns = words.stream().map(String::strip).filter(word -> !word.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed()).map(Mask::pattern).collect(Collectors.joining("|"));
        hidden = patterns.isEmpty() ? Optional.empty()
                : Optional.of(Pattern.compile(patterns, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    /// A word may be glued to anything, and taken apart.
    public static Mask anywhere(Collection<String> words) {
        return new Mask(words);
    }

    private static String pattern(String word) {
        var letters = word.replaceAll("[\\p{Cf}\\p{Mn}\\s._-]", "");
        var spread = letters.isEmpty() ? Pattern.quote(word) : letters.codePoints().mapToObj(Character::toString).map(Pattern::quote)
                .collect(Collectors.joining(BETWEEN));
        return word.length() < TELLING ? "(?<![\\p{L}\\p{N}])" + spread + "(?![\\p{L}\\p{N}])" : spread;
    }

    /// Whether anything of the text would be hidden.
    public boolean covers(String text) {
        return hidden.filter(pattern -> pattern.matcher(text).find()).isPresent();
    }

    String over(String text) {
        return hidden.map(pattern -> pattern.matcher(text).replaceAll(DOTS)).orElse(text);
    }
}
