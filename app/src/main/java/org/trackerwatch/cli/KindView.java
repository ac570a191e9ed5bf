package org.trackerwatch.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.trackerwatch.Providers.Choice;
import org.trackerwatch.Providers.Kind;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.report.Json;
import tools.jackson.databind.node.ArrayNode;

/// The kinds of target as `target kinds` shows them.
final class KindView {

    private KindView() {}

    /// @param whole with what each choice means, too
    static void print(List<Kind> kinds, boolean whole, PrintStream out) {
        kinds.forEach(kind -> {
            out.println(kind.key() + ": " + Plain.of(kind.address()));
            if (whole) {
                choices(kind, out);
            } else if (!kind.choices().isEmpty()) {
                out.println("    --set " + kind.choices().stream().map(Choice::key).collect(Collectors.joining(", ")));
            }
        });
    }

    private static void choices(Kind kind, PrintStream out) {
        if (kind.choices().isEmpty()) {
            out.println("It has nothing to set.");
            return;
        }
        out.println();
        var table = new Table("TO SET", "WHAT IT IS", "ALLOWED IS");
        kind.choices().forEach(choice -> table.row(choice.key(), choice.meaning(),
                (choice.secret() ? "(secret: --set-file or --ask) " : "") + choice.allowed()));
        table.print(out);
    }

    static ArrayNode document(List<Kind> kinds) {
        var list = Json.array();
        kinds.forEach(kind -> {
            var settings = list.addObject().put("kind", kind.key()).put("address", kind.address()).putArray("settings");
            kind.choices().forEach(choice -> settings.addObject().put("key", choice.key()).put("meaning", choice.meaning())
                    .put("allowed", choice.allowed()).put("secret", choice.secret()));
        });
        return list;
    }
}
