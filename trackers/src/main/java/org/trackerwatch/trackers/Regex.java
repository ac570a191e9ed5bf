package org.trackerwatch.trackers;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// A regular expression of a definition file. It gives up after a bounded number of steps: a careless pattern on a
/// hostile page finds nothing, instead of holding a thread for hours.
final class Regex {

    private static final int STEPS = 2_000_000;

    private static final int LENGTH = 60;
    private static final int PATIENCE = 150_000;

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /// @throws java.util.regex.PatternSyntaxException where it does not compile
    static Regex of(String pattern) {
        return new Regex(Pattern.compile(pattern));
    }

    /// Whether it runs away on texts that almost match: tried on what it repeats itself, a hundred times over. A pattern
    /// that looks twice at each letter needs ten thousand steps for that; one that tries all ways to share them, millions.
    static boolean isSlow(String pattern) {
        try {
            var compiled = Pattern.compile(pattern);
            return temptations(pattern).anyMatch(text -> !ends(compiled, text));
        } catch (PatternSyntaxException _) {
            return false;
        }
    }

    private static Stream<String> temptations(String pattern) {
        var letters = Stream.concat(Stream.of("a", "0", " ", ".", ",", "-"), pattern.codePoints()
                .filter(Character::isLetterOrDigit).distinct().limit(12).mapToObj(Character::toString)).distinct().toList();
        return letters.stream().flatMap(one -> letters.stream().limit(6).map(other -> (one + other).repeat(LENGTH) + "\u0001"));
    }

    private static boolean ends(Pattern pattern, String text) {
        try {
            pattern.matcher(new Bounded(text, new int[] {PATIENCE})).find();
            return true;
        } catch (OutOfSteps | StackOverflowError _) {
            return false;
        }
    }

    boolean foundIn(String text) {
        return first(text, 0).isPresent();
    }

    /// The first match's group; group 0 is all of it. A group that took no part is empty.
    Optional<String> first(String text, int group) {
        return find(text).filter(match -> group <= match.groupCount()).flatMap(match -> Optional.ofNullable(match.group(group)));
    }

    /// The first match.
    Optional<MatchResult> find(String text) {
        try {
            var matcher = pattern.matcher(new Bounded(text, new int[] {STEPS}));
            return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
        } catch (OutOfSteps | StackOverflowError _) {
            return Optional.empty();
        }
    }

    int groups() {
        return matcherOfNothing().groupCount();
    }

    private Matcher matcherOfNothing() {
        return pattern.matcher("");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Regex regex && pattern.pattern().equals(regex.pattern.pattern());
    }

    @Override
    public int hashCode() {
        return pattern.pattern().hashCode();
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    private static final class OutOfSteps extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// Counts every look at the text, which is what a runaway pattern does without end.
    private record Bounded(String text, int[] left) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new OutOfSteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
