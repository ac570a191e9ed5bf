package org.trackerwatch.cli.terminal;

/// A command that can't go on. The message is what the user reads: what happened, to which tracker or target, and what
/// to do.
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;

    private final int status;

    private Refusal(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /// What was asked for makes sense but could not be done.
    public static Refusal failed(String sentence) {
        return new Refusal(FAILED, sentence);
    }

    /// What was asked for makes no sense.
    public static Refusal usage(String sentence) {
        return new Refusal(WRONG_USAGE, sentence);
    }

    /// What may end in words for the user.
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T done() throws E;
    }

    /// Does the work, whose [IllegalArgumentException]s are words for the user.
    public static <T, E extends Exception> T toldBy(Work<T, E> work) throws E {
        try {
            return work.done();
        } catch (IllegalArgumentException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    /// The same for what was typed on the command line itself.
    public static <T, E extends Exception> T typed(Work<T, E> work) throws E {
        try {
            return work.done();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
