package org.trackerwatch.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How Discord's clients read Markdown: what is shown, and what of it was taken for markup. Written from the clients'
/// documented syntax, and not from the code under test.
final class DiscordReader {

    /// @param text   as it is shown, if no markup was found
    /// @param markup the pieces that were taken for markup
    record Shown(String text, List<String> markup) {}

    private static final Pattern ESCAPED = Pattern.compile("\\\\([^0-9A-Za-z\\s])");

    private static final List<Pattern> ANYWHERE = List.of(
            Pattern.compile("(?s)```.+?```"), Pattern.compile("(?s)(`+).*?[^`]\\1(?!`)"),
            Pattern.compile("(?s)\\*\\*.+?\\*\\*"), Pattern.compile("(?s)\\*[^\\s*].*?\\*"),
            Pattern.compile("(?s)__.+?__"), Pattern.compile("(?s)_[^_].*?_"),
            Pattern.compile("(?s)~~.+?~~"), Pattern.compile("(?s)\\|\\|.+?\\|\\|"),
            Pattern.compile("(?s)\\[[^\\]]+]\\([^)]+\\)"), Pattern.compile("https?://\\S+"),
            Pattern.compile("<(?:@[!&]?\\d+|#\\d+|a?:\\w+:\\d+|t:-?\\d+(?::[tTdDfFR])?|/[^>]+:\\d+|id:\\w+|https?://[^>]+)>"),
            Pattern.compile(":[A-Za-z0-9_+-]+:"), Pattern.compile("@(?:everyone|here)"));

    private static final List<Pattern> LINE_START = List.of(
            Pattern.compile(" *#{1,3} +\\S"), Pattern.compile(" *-# +\\S"), Pattern.compile(" *>>> "), Pattern.compile(" *> "),
            Pattern.compile(" *[-*+] +\\S"), Pattern.compile(" *\\d+[.)] +\\S"));

    private DiscordReader() {}

    static Shown read(String text) {
        var shown = new StringBuilder();
        var markup = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            var rest = text.substring(at);
            boolean lineStart = at == 0 || text.charAt(at - 1) == '\n';
            for (var pattern : lineStart ? LINE_START : List.<Pattern>of()) {
                note(pattern, rest, markup);
            }
            var escaped = ESCAPED.matcher(rest);
            if (escaped.lookingAt()) {
                shown.append(escaped.group(1));
                at += 2;
                continue;
            }
            ANYWHERE.forEach(pattern -> note(pattern, rest, markup));
            shown.append(text.charAt(at++));
        }
        return new Shown(shown.toString(), markup);
    }

    private static void note(Pattern pattern, String rest, List<String> markup) {
        var found = pattern.matcher(rest);
        if (found.lookingAt()) {
            markup.add(found.group());
        }
    }
}
