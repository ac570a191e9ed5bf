package org.trackerwatch.trackers;

import java.util.List;

/// What is wrong with a definition file, and where.
///
/// @param file    the file's name, as the user would find it
/// @param line    counted from 1; 0 where no single line is at fault
/// @param message one sentence: what is wrong and what would be right
public record Problem(String file, int line, String message) {

    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }

    /// A definition that cannot be used. Carries all that is wrong with it, so that one look mends it all.
    public static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient List<Problem> problems;

        public Broken(List<Problem> problems) {
            super(String.join("\n", problems.stream().map(Problem::toString).toList()));
            this.problems = List.copyOf(problems);
        }

        public List<Problem> problems() {
            return problems;
        }
    }
}
