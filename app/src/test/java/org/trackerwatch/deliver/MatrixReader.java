package org.trackerwatch.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// How a Matrix client shows a message: the HTML if there is one, else the plain text. Written from the specification's
/// list of tags, and not from the code under test.
final class MatrixReader {

    private static final Set<String> TAGS = Set.of("strong", "em", "br", "p", "b", "i", "u", "code", "pre", "ul", "ol", "li");
    private static final Pattern TAG = Pattern.compile("</?([a-z0-9]+)>");
    private static final List<Pattern> BY_ITSELF = List.of(Pattern.compile("(?i)(?:(?:https?|ftp)://|(?:mailto|matrix|magnet):)\\S"),
            Pattern.compile("(?i)[\\p{L}\\d-]+\\.(?:com|org|net|io|example|to|de|рф)\\b"),
            Pattern.compile("(?<!\\w)@\\w"), Pattern.compile("(?<!\\w)#\\w"));

    /// @param text  what is seen, without the spaces that have no width
    /// @param found markup that a reader would not take for text, links, mentions, a ping of the whole room
    record Shown(String text, List<String> found) {}

    private MatrixReader() {}

    static Shown read(JsonNode content) {
        var found = new ArrayList<String>();
        var plain = content.path("body").asString();
        var text = content.path("format").asString("").equals("org.matrix.custom.html")
                ? unmarked(content.path("formatted_body").asString(), found) : plain;
        for (var pattern : BY_ITSELF) {
            pattern.matcher(text).results().forEach(hit -> found.add(hit.group()));
        }
        if (!text.equals(plain)) {
            found.add("the plain text is another one: " + plain);
        }
        if (!content.path("m.mentions").isObject() || !content.path("m.mentions").isEmpty()) {
            found.add("mentions: " + content.path("m.mentions"));
        }
        return new Shown(text.replace("\u200b", ""), found);
    }

    private static String unmarked(String html, List<String> found) {
        TAG.matcher(html).results().filter(tag -> !TAGS.contains(tag.group(1))).forEach(tag -> found.add(tag.group()));
        var text = html.replace("<br>", "\n").replaceAll("</?(?:strong|em)>", "");
        if (text.contains("<") || text.contains(">")) {
            found.add("a < or > that was not escaped");
        }
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    }
}
