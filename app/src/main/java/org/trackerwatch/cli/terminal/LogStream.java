package org.trackerwatch.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where log lines leave, whoever wrote them: libraries quote what strangers send, and whoever reads the log does so on a
/// terminal. A line that was none is indented, so that nobody writes lines of his own into the log.
public final class LogStream extends PrintStream {

    private static final String CONTINUED = "\n    ";

    LogStream(OutputStream out) {
        super(out, true, StandardCharsets.UTF_8);
    }

    /// To be set before the first logger is made. Always UTF-8, as [Terminal#system] is.
    public static LogStream ofProcess() {
        return new LogStream(new FileOutputStream(FileDescriptor.err));
    }

    @Override
    public void print(@Nullable String text) {
        super.print(text == null ? "null" : plain(text));
    }

    /// Tabs stay, which stand before each line of a stack trace.
    private static String plain(String text) {
        boolean ended = text.endsWith("\n");
        return text.lines().map(LogStream::line).collect(Collectors.joining(CONTINUED))
                + (ended ? "\n" : "");
    }

    private static String line(String text) {
        return text.chars().allMatch(letter -> letter >= ' ' && letter < 0x7f || letter == '\t') ? text
                : text.codePoints().mapToObj(point -> point == '\t' ? "\t" : Plain.of(Character.toString(point))).collect(Collectors.joining());
    }
}
