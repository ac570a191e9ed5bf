package org.trackerwatch.trackers;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sources of a definition file: `{ from: index, json: /response/id, as: int }` and its kin, with the file's
/// `words` and `pairs` already looked up.
final class LookupParser {

    private static final String NEVER_AFTER = "never_after";

    private final Section top;
    private final List<Problem> problems;
    private final Map<String, List<String>> words = new HashMap<>();
    private final Map<String, Source.Row> rows;

    LookupParser(Section top) {
        this.top = top;
        this.problems = top.problems();
        var section = top.section("words");
        section.each((name, node) -> words.put(name, section.scalars(node)));
        this.rows = top.named("pairs", (_, row) -> row(row));
    }

    private static Source.Row row(Section section) {
        var value = section.text("value").orElse("*").strip();
        boolean next = value.startsWith("+");
        var label = section.read("label", "a CSS selector that jsoup knows", Selector::of).orElseGet(() -> Selector.of("dt"));
        var css = next ? value.substring(1).strip() : value;
        try {
            return new Source.Row(label, Selector.of(css), next);
        } catch (IllegalStateException e) {
            section.problem("value", "`value: " + value + "` should be a CSS selector that jsoup knows.");
            return new Source.Row(label, Selector.of("*"), next);
        }
    }

    /// One source or a list of them.
    ///
    /// @param usual the request meant where a source names none
    List<Lookup> lookups(Yaml node, Optional<String> usual) {
        return switch (node) {
            case Yaml.Items list -> list.items().stream().flatMap(item -> lookups(item, usual).stream()).toList();
            case Yaml.Entries entries -> lookup(top.part("source", entries), usual).stream().toList();
            case Yaml.Text _, Yaml.Nothing _ -> {
                problems.add(node.place().problem("a source belongs here, such as { from: index, css: \"#ratio\" }."));
                yield List.of();
            }
        };
    }

    private Optional<Lookup> lookup(Section section, Optional<String> usual) {
        var named = section.text("from").or(() -> usual);
        var source = source(section, named);
        var refinement = refinement(section);
        section.close();
        var from = named.or(() -> source.flatMap(LookupParser::origin));
        if (from.isEmpty()) {
            problems.add(section.place().problem("`from` is missing: which request's answer holds this?"));
        }
        return source.flatMap(found -> from.map(request -> new Lookup(request, found, refinement)));
    }

    /// A sum whose parts say where they come from, and a literal, need not say it themselves.
    private static Optional<String> origin(Source source) {
        return source instanceof Source.Sum sum && !sum.parts().isEmpty()
                ? Optional.of(sum.parts().getFirst().from()) : Optional.empty();
    }

    private Optional<Source> source(Section section, Optional<String> from) {
        var attr = section.text("attr");
        var labels = labels(section);
        var in = css(section, "in");
        var flag = css(section, "flag");
        var child = css(section, "child");
        var then = section.text("then").map(word -> word(section, "then", word)).orElse(List.of());
        var never = words.getOrDefault(NEVER_AFTER, List.of());
        var pointers = section.pointers("json");
        return css(section, "css").<Source>map(css -> pointers.isEmpty() ? new Source.Css(css, attr) : new Source.Embedded(css, attr, pointers))
                .or(() -> Optional.of(pointers).filter(list -> !list.isEmpty()).map(Source.Json::new))
                .or(() -> section.pointer("items").map(items -> items(section, items)))
                .or(() -> section.text("pair").flatMap(name -> pair(section, name))
                        .map(row -> new Source.Pair(row, labels, then, never, child, attr)))
                .or(() -> css(section, "count").map(css -> new Source.Count(css, in)))
                .or(() -> in.map(css -> new Source.In(css, labels, never)))
                .or(() -> css(section, "after").map(Source.After::new))
                .or(() -> css(section, "anchor").flatMap(anchor -> flag.map(css -> new Source.Anchor(anchor, css))))
                .or(() -> section.get("sum").map(parts -> new Source.Sum(lookups(parts, from))))
                .or(() -> section.text("literal").map(Source.Literal::new))
                .or(() -> {
                    problems.add(section.place().problem("a source needs one of json, items, css, pair, in, after,"
                            + " anchor (with flag), count, sum, literal."));
                    return Optional.empty();
                });
    }

    private static Source items(Section section, String pointer) {
        var where = new LinkedHashMap<String, String>();
        var wanted = section.section("where");
        wanted.keys().forEach(key -> wanted.text(key).ifPresent(text -> where.put(key, text)));
        var first = section.pointer("take");
        var each = section.pointer("each");
        return new Source.Items(pointer, where, first.<Source.Items.What>map(Source.Items.What.First::new)
                .or(() -> each.map(Source.Items.What.Total::new)).orElseGet(Source.Items.What.Number::new));
    }

    private Optional<Selector> css(Section section, String key) {
        return section.read(key, "a CSS selector that jsoup knows (:first and :last are not CSS)", Selector::of);
    }

    private List<String> labels(Section section) {
        var word = section.text("word");
        return word.isPresent() ? word(section, "word", word.get()) : section.texts("label");
    }

    private List<String> word(Section section, String key, String word) {
        if (!words.containsKey(word)) {
            section.problem(key, "`words` has no `" + word + "`" + Nearest.hint(word, words.keySet()));
        }
        return words.getOrDefault(word, List.of());
    }

    private Optional<Source.Row> pair(Section section, String name) {
        if (!rows.containsKey(name)) {
            section.problem("pair", "`pairs` has no `" + name + "`" + Nearest.hint(name, rows.keySet()));
        }
        return Optional.ofNullable(rows.get(name));
    }

    private static Lookup.Refinement refinement(Section section) {
        var map = new LinkedHashMap<String, String>();
        var words = section.section("map");
        for (var key : words.keys()) {
            words.text(key).ifPresent(text -> map.put(key, text));
        }
        return new Lookup.Refinement(section.text("query"), section.read("match", "a regular expression", Regex::of),
                section.read("group", "the number of a group", LookupParser::digit).orElse(0), map, section.text("absent"),
                section.choice("as", Lookup.As.class), section.checked("format", "a date pattern such as yyyy-MM-dd, or epoch", Moments::isFormat),
                section.checked("unit", "a unit such as GiB", text -> ByteSize.parse("1 " + text).isPresent()),
                section.read("decimals", "0 to 9", LookupParser::digit).orElse(0));
    }

    private static int digit(String text) {
        if (!text.matches("\\d")) {
            throw new IllegalArgumentException();
        }
        return Integer.parseInt(text);
    }
}
