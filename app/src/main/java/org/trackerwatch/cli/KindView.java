package org.trackerwatch.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.trackerwatch.Providers.Choice;
import org.trackerwatch.Providers.Kind;
import org.trackerwatch.cli.terminal.Plain;

/// The kinds of target as `target kinds` shows them.
final class KindView {

    private static final String INDENT = "    ";
    private static final int ROOM = 80 - INDENT.length();

    private KindView() {}

    /// @param whole with what each choice means, too
    static void print(List<Kind> kinds, boolean whole, PrintStream out) {
        kinds.forEach(kind -> {
            out.println(kind.key());
            paragraph(kind.address(), out);
            if (whole) {
                choices(kind, out);
            } else if (!kind.choices().isEmpty()) {
                paragraph("--set " + kind.choices().stream().map(Choice::key).collect(Collectors.joining(", ")), out);
            }
        });
    }

    private static void choices(Kind kind, PrintStream out) {
        if (kind.choices().isEmpty()) {
            out.println("It has nothing to set.");
        }
        kind.choices().forEach(choice -> {
            out.println("\n" + (choice.secret() ? "--set-file " + choice.key() + "=FILE  (secret; --ask " + choice.key() + " asks for it)"
                    : "--set " + choice.key() + "=…"));
            paragraph(choice.meaning() + " Allowed is " + choice.allowed() + ".", out);
        });
    }

    /// Indented, and broken between words. An address that is longer than a line stays whole, to be copied.
    private static void paragraph(String text, PrintStream out) {
        var line = new StringBuilder();
        for (var word : Plain.of(text).split(" ")) {
            if (!line.isEmpty() && line.length() + word.length() + 1 > ROOM) {
                out.println(INDENT + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.println(INDENT + line);
    }
}
