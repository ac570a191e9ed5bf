package org.trackerwatch.deliver;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import com.samskivert.mustache.Template;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A user's own form of the payload: a JSON document in whose strings `{{variables}}` stand. The document is read first
/// and its strings are filled one by one, so that no value, whatever a site wrote into it, can end a string or begin a
/// field. Values are found in maps alone: a template reaches no object of the program.
///
/// A string that is one variable and nothing else becomes what the variable is, as the payload has it: a number, a
/// boolean, null for what is unknown or missing, an object or a list.
final class PayloadTemplate {

    static final int LONGEST = 16 * 1024;
    private static final int DEEPEST = 16;

    /// Of what comes out: sections may repeat.
    private static final int LARGEST = 64 * 1024;

    /// Of sections, partials and comments, and of the three braces that ask for text, the first character gives it away.
    private static final Pattern ALONE = Pattern.compile("\\{\\{\\s*([\\w][^\\s{}]*)\\s*}}");

    private static final Pattern SECTION = Pattern.compile("\\{\\{\\s*[#^/]");

    private static final Mustache.Compiler MUSTACHE = Mustache.compiler().escapeHTML(false).defaultValue("")
            .withCollector(new MapsOnly()).withFormatter(PayloadTemplate::shown)
            .withLoader(name -> {
                throw new MustacheException("{{>" + name + "}} would need a second template, and there is none");
            });

    private final JsonNode document;
    private final Map<String, Template> strings = new HashMap<>();

    private PayloadTemplate(JsonNode document) {
        this.document = document;
    }

    /// @throws IllegalArgumentException with a sentence that says what is wrong with it
    static PayloadTemplate parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("The template is longer than " + LONGEST / 1024 + " KiB.");
        }
        var document = JsonText.read(text);
        if (!document.isObject() && !document.isArray()) {
            throw new IllegalArgumentException("The template is no JSON object or list: " + hint(text));
        }
        if (JsonText.repeats(text)) {
            throw new IllegalArgumentException("The template has a field twice in one object, and only one of them would be sent.");
        }
        var template = new PayloadTemplate(document);
        template.compile(document, 1);
        return template;
    }

    /// What is wrong with it, if anything.
    static Optional<String> fault(String text) {
        try {
            parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static String hint(String text) {
        return text.contains("{{") && !text.contains("\"") ? "variables stand within strings, as in {\"text\": \"{{summary}}\"}."
                : "it looks like {\"text\": \"{{summary}}\", \"ratio\": \"{{event.data.current_ratio}}\"}.";
    }

    private void compile(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("The template has more than " + DEEPEST + " levels.");
        }
        if (node.isString()) {
            strings.computeIfAbsent(node.asString(), PayloadTemplate::compiled);
        }
        node.forEach(child -> compile(child, depth + 1));
    }

    private static Template compiled(String text) {
        try {
            var template = MUSTACHE.compile(text);
            template.visit(new Names(new TreeSet<>()));
            return template;
        } catch (MustacheException e) {
            throw new IllegalArgumentException("The template's string “" + Text.cut(text, 60) + "” is not right: "
                    + (e instanceof MustacheParseException ? torn(text) : e.getMessage()) + ".");
        }
    }

    /// In our words: the library's name lines of a file that there is none of.
    private static String torn(String text) {
        return SECTION.matcher(text).find() ? "each {{#name}} or {{^name}} needs its own {{/name}} behind it, and each {{ its }}"
                : "a variable stands in it as {{name}}, and nothing else in double braces";
    }

    /// The JSON document with its strings filled; empty if it becomes larger than a receiver takes.
    Optional<String> fill(Map<String, @Nullable Object> values) {
        return Optional.of(JsonText.write(filled(document, values))).filter(filled -> filled.length() <= LARGEST);
    }

    private @Nullable Object filled(JsonNode node, Map<String, @Nullable Object> values) {
        if (node.isString()) {
            return leaf(node.asString(), values);
        }
        if (node.isObject()) {
            var object = new LinkedHashMap<String, @Nullable Object>();
            node.forEachEntry((name, child) -> object.put(name, filled(child, values)));
            return object;
        }
        if (node.isArray()) {
            var list = new ArrayList<@Nullable Object>();
            node.forEach(child -> list.add(filled(child, values)));
            return list;
        }
        return node;
    }

    private @Nullable Object leaf(String text, Map<String, @Nullable Object> values) {
        var alone = ALONE.matcher(text);
        return alone.matches() ? found(values, alone.group(1)) : strings.get(text).execute(values);
    }

    private static @Nullable Object found(@Nullable Object values, String name) {
        Object value = values;
        for (var part : name.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return value;
    }

    /// Variables outside of sections that these values have nothing for, in the alphabet's order. What is there and null is
    /// unknown, and not missing.
    List<String> missing(Map<String, @Nullable Object> values) {
        var names = new Names(new TreeSet<>());
        strings.values().forEach(template -> template.visit(names));
        return names.found.stream().filter(name -> !has(values, name)).toList();
    }

    private static boolean has(Map<?, ?> values, String name) {
        int dot = name.indexOf('.');
        var first = dot < 0 ? name : name.substring(0, dot);
        return values.containsKey(first)
                && (dot < 0 || values.get(first) instanceof Map<?, ?> inner && has(inner, name.substring(dot + 1)));
    }

    private static String shown(Object value) {
        return switch (value) {
            case Map<?, ?> _, Iterable<?> _ -> JsonText.write(value);
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    private record Names(TreeSet<String> found) implements Mustache.Visitor {

        @Override
        public void visitText(String text) {
            if (text.contains("{{")) {
                throw new MustacheException("a {{ has no }}");
            }
        }

        @Override
        public void visitVariable(String name) {
            found.add(name);
        }

        @Override
        public boolean visitInclude(String name) {
            throw new MustacheException("{{>" + name + "}} would need a second template, and there is none");
        }

        @Override
        public boolean visitSection(String name) {
            return false;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            return false;
        }
    }

    private static final class MapsOnly implements Mustache.Collector {

        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            return value instanceof Iterable<?> list ? list.iterator() : null;
        }

        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map<?, ?> ? (map, key) ->
                    ((Map<?, ?>) map).containsKey(key) ? ((Map<?, ?>) map).get(key) : Template.NO_FETCHER_FOUND : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
