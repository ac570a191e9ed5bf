package org.trackerwatch.deliver;

import java.util.regex.Pattern;

/// Discord's dialect. Text from trackers must look as it is: no bold, no spoiler, no masked link, no mention, no custom
/// emoji, no live time, no clickable address.
///
/// A backslash before punctuation shows the punctuation. Escaped always: what can open or close something anywhere; `<`
/// covers `<@…>`, `<#…>`, `<t:…>`, `<:…:…>`, `</…>`. A colon is escaped only where it could begin an `:emoji:` or belongs
/// to `https://`, and what means something at the start of a line (heading, quote, list) only there: a phone's
/// notification shows the raw text, in which "Otters: ratio fell by -0.1" should stay readable.
final class Markdown {

    private static final Pattern ANYWHERE = Pattern.compile("[\\\\*_~|`\\[\\]<@]|:(?=[\\w+~-]*:|//)");
    private static final Pattern LINE_START = Pattern.compile("(?m)^(\\h*)([-+#>])");
    private static final Pattern NUMBERED = Pattern.compile("(?m)^(\\h*\\d+)([.)])(?=\\h)");

    private Markdown() {}

    static String escape(String text) {
        var escaped = ANYWHERE.matcher(text).replaceAll("\\\\$0");
        escaped = LINE_START.matcher(escaped).replaceAll("$1\\\\$2");
        return NUMBERED.matcher(escaped).replaceAll("$1\\\\$2");
    }

    /// As [Text#cut], and never between a backslash and what it escapes: what follows would lose its armour, and the
    /// "…" gain a backslash.
    static String cut(String escaped, int most) {
        if (escaped.length() <= most) {
            return escaped;
        }
        int end = most - 1;
        int backslashes = 0;
        while (backslashes < end && escaped.charAt(end - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return Text.cut(escaped, backslashes % 2 == 0 ? most : most - 1);
    }
}
