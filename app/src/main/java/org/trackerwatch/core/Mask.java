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

    private final Optional<Pattern> hidden;

    private Mask(Collection<String> words, boolean wholeWords) {
        var patterns = words.stream().map(String::strip).filter(word -> !word.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(word -> wholeWords || word.length() < TELLING
                        ? "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])" : Pattern.quote(word))
                .collect(Collectors.joining("|"));
        hidden = patterns.isEmpty() ? Optional.empty()
                : Optional.of(Pattern.compile(patterns, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    /// For texts of others, where a word may be glued to anything.
    public static Mask anywhere(Collection<String> words) {
        return new Mask(words, false);
    }

    /// For texts of our own, where a word that only contains it is another word.
    static Mask wholeWords(Collection<String> words) {
        return new Mask(words, true);
    }

    /// Whether anything of the text would be hidden.
    public boolean covers(String text) {
        return hidden.filter(pattern -> pattern.matcher(text).find()).isPresent();
    }

    String over(String text) {
        return hidden.map(pattern -> pattern.matcher(text).replaceAll(DOTS)).orElse(text);
    }
}
