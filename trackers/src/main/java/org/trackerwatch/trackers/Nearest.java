package org.trackerwatch.trackers;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What somebody may have meant by a word that does not exist.
public final class Nearest {

    private Nearest() {}

    /// The closest words, best first; none that differs in more than half of its letters.
    public static List<String> to(String word, Collection<String> words, int most) {
        record Candidate(String word, int distance) {}
        var wanted = word.toLowerCase(Locale.ROOT);
        return words.stream()
                .map(known -> new Candidate(known, distance(wanted, known.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance <= Math.max(1, wanted.length() / 2))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(most).map(Candidate::word).toList();
    }

    /// `; did you mean …?` or what there is to choose from.
    public static String hint(String word, Collection<String> words) {
        var nearest = to(word, words, 1);
        if (!nearest.isEmpty()) {
            return "; did you mean `" + nearest.getFirst() + "`?";
        }
        return words.isEmpty() ? "." : "; possible here: " + String.join(", ", words) + ".";
    }

    /// Edits between two words; one that begins with the other counts as near.
    private static int distance(String from, String to) {
        if (to.startsWith(from) && from.length() >= 3) {
            return 1;
        }
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int swapped = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(swapped, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
