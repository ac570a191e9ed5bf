package org.trackerwatch.deliver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// How Telegram reads a text: the subset of HTML that its documentation lists, strictly, and what it then finds in it by
/// itself. Written from that page, and not from the code under test.
final class TelegramReader {

    /// @param text  what is seen, without the spaces that have no width
    /// @param found what was taken for a link, a mention and their like
    record Shown(String text, List<String> found) {}

    /// Why a text is no such HTML.
    static final class Unparsable extends Exception {

        private static final long serialVersionUID = 1;

        Unparsable(String what, int at) {
            super("Bad Request: can't parse entities: " + what + " at byte offset " + at);
        }
    }

    private static final Set<String> TAGS = Set.of("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler",
            "code", "pre", "blockquote");
    private static final Map<String, String> NAMED = Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z-]+)>");
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|([a-z]+));");

    private static final List<Pattern> BY_ITSELF = List.of(
            Pattern.compile("(?<!\\w)@\\w{2,32}\\b"),
            Pattern.compile("(?<![\\d_\\p{L}])#[\\d_\\p{L}]{1,256}"),
            Pattern.compile("(?<!\\w)\\$[A-Z]{1,8}(?![A-Za-z0-9])"),
            Pattern.compile("(?<![\\w/<>])/[A-Za-z0-9_]{1,64}"),
            Pattern.compile("(?i)(?:https?|ftp|tg|ton|tonsite)://\\S"),
            Pattern.compile("(?i)[\\w.+-]+@[\\w-]+\\.\\w+"),
            Pattern.compile("(?i)[\\p{L}\\d-]+\\.(?:com|org|net|cc|me|io|example|to|de|li|xyz|рф)\\b"));

    private TelegramReader() {}

    /// What is left when the markup is parsed.
    static String parsed(String html) throws Unparsable {
        var text = new StringBuilder();
        Deque<String> open = new ArrayDeque<>();
        int at = 0;
        while (at < html.length()) {
            switch (html.charAt(at)) {
                case '<' -> at = tag(html, at, open);
                case '&' -> at = entity(html, at, text);
                case '>' -> throw new Unparsable("a > that belongs to no tag", at);
                default -> text.append(html.charAt(at++));
            }
        }
        if (!open.isEmpty()) {
            throw new Unparsable("can't find end tag corresponding to start tag \"" + open.peek() + "\"", at);
        }
        return text.toString();
    }

    static Shown read(String text) {
        var found = new ArrayList<String>();
        for (var pattern : BY_ITSELF) {
            pattern.matcher(text).results().forEach(hit -> found.add(hit.group()));
        }
        return new Shown(text.replace("\u200b", ""), found);
    }

    private static int tag(String html, int at, Deque<String> open) throws Unparsable {
        var tag = TAG.matcher(html).region(at, html.length());
        if (!tag.lookingAt() || !TAGS.contains(tag.group(2))) {
            throw new Unparsable("unsupported start tag", at);
        }
        if (tag.group(1).isEmpty()) {
            open.push(tag.group(2));
        } else if (open.isEmpty() || !open.pop().equals(tag.group(2))) {
            throw new Unparsable("unexpected end tag", at);
        }
        return tag.end();
    }

    private static int entity(String html, int at, StringBuilder text) throws Unparsable {
        var entity = ENTITY.matcher(html).region(at, html.length());
        if (!entity.lookingAt() || entity.group(2) != null && !NAMED.containsKey(entity.group(2))) {
            throw new Unparsable("an & that was not escaped", at);
        }
        text.append(entity.group(2) == null ? Character.toString(Integer.parseInt(entity.group(1))) : NAMED.get(entity.group(2)));
        return entity.end();
    }
}
