package org.trackerwatch.trackers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `{name}` in a path, a body or a header, replaced so that no value can become more than a value.
final class Template {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    private static final Pattern PLAIN_PART = Pattern.compile("(?!\\.{1,2}$)(?!.*%[0-9a-fA-F]{2})[^/\\\\?#\\p{Cntrl}]+");

    private Template() {}

    static String path(String template, Map<String, String> variables) {
        return filled(template, variables, value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /// Whether each value stays in its part of the path: one that is a step up, or would begin another part, leads elsewhere.
    static boolean staysWithin(String template, Map<String, String> variables) {
        return Arrays.stream(template.split("\\?", 2)[0].split("/")).filter(part -> !variables(part).isEmpty())
                .allMatch(part -> PLAIN_PART.matcher(filled(part, variables, value -> value)).matches());
    }

    /// A body that begins like JSON is JSON; else it is a form.
    static boolean isJson(String body) {
        return body.startsWith("{") || body.startsWith("[");
    }

    static String body(String template, Map<String, String> variables) {
        return isJson(template) ? filled(template, variables, Template::inJsonString) : path(template, variables);
    }

    /// What cannot stand in a header's value is left out: a line break would begin another header.
    static String header(String template, Map<String, String> variables) {
        return filled(template, variables, value -> UNPRINTABLE.matcher(value).replaceAll(""));
    }

    /// A text that is to stand in a body just as it is, without names in it.
    static String literal(String text, boolean json) {
        return json ? inJsonString(text).replace("{", "\\u007b") : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// A field's template as a part of a body's.
    static String literalAround(String template, boolean json) {
        var parts = new StringBuilder();
        int from = 0;
        for (var name : VARIABLE.matcher(template).results().toList()) {
            parts.append(literal(template.substring(from, name.start()), json)).append(name.group());
            from = name.end();
        }
        return parts.append(literal(template.substring(from), json)).toString();
    }

    static List<String> variables(String template) {
        return VARIABLE.matcher(template).results().map(match -> match.group(1)).toList();
    }

    private static String filled(String template, Map<String, String> variables, UnaryOperator<String> escape) {
        return VARIABLE.matcher(template).replaceAll(match -> {
            var value = variables.get(match.group(1));
            return Matcher.quoteReplacement(value == null ? match.group() : escape.apply(value));
        });
    }

    private static String inJsonString(String value) {
        var escaped = new StringBuilder();
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\' || c < ' ') {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
