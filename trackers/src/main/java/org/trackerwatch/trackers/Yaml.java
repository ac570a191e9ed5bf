package org.trackerwatch.trackers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A YAML file as it was written: text, lists and maps that remember their lines, so that an error can name the place
/// even after a site's file was laid over its platform's. Scalars stay text: `0.80` keeps its zero and `no` is a word.
public sealed interface Yaml {

    Place place();

    record Place(String file, int line) {

        public Problem problem(String message) {
            return new Problem(file, line, message);
        }
    }

    record Text(String text, Place place) implements Yaml {}

    /// Takes away what the platform says.
    record Nothing(Place place) implements Yaml {}

    record Items(List<Yaml> items, Place place) implements Yaml {}

    /// In the order of the file.
    record Entries(Map<String, Yaml> entries, Place place) implements Yaml {}

    /// Below these keys each entry is one indivisible thing: a site that names it replaces it, and does not mix its
    /// own selector with the platform's.
    Set<String> WHOLE = Set.of("fields", "pairs", "words", "capture");

    /// Reads a file's text.
    ///
    /// @throws Problem.Broken where it is no YAML, uses anchors or names a key twice
    static Yaml parse(String file, String text) {
        try (var parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new Problem.Broken(List.of(new Problem(file, 0, "the file is empty.")));
            }
            return node((YAMLParser) parser, file, line(parser));
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new Problem.Broken(List.of(new Problem(file, line, "not valid YAML: " + e.getOriginalMessage().strip().replaceAll("\\s+", " "))));
        }
    }

    /// This file over another: its keys win, what it does not name stays, and what it sets to null goes.
    static Yaml over(Yaml upper, Yaml lower) {
        return merge(upper, lower, false);
    }

    private static Yaml merge(Yaml upper, Yaml lower, boolean whole) {
        if (!(upper instanceof Entries above) || !(lower instanceof Entries below)) {
            return upper;
        }
        var merged = new LinkedHashMap<>(below.entries());
        above.entries().forEach((key, value) -> {
            if (value instanceof Nothing) {
                merged.remove(key);
            } else {
                var old = merged.get(key);
                merged.put(key, old == null || whole ? value : merge(value, old, WHOLE.contains(key)));
            }
        });
        return new Entries(Collections.unmodifiableMap(merged), above.place());
    }

    private static Yaml node(YAMLParser parser, String file, int line) {
        var place = new Place(file, line);
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw new Problem.Broken(List.of(place.problem("anchors and aliases (& and *) are not used here; write it out.")));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> entries(parser, place);
            case START_ARRAY -> items(parser, place);
            case VALUE_NULL -> new Nothing(place);
            default -> new Text(parser.getString(), place);
        };
    }

    private static Yaml items(YAMLParser parser, Place place) {
        var items = new ArrayList<Yaml>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser, place.file(), line(parser)));
        }
        return new Items(List.copyOf(items), place);
    }

    private static Yaml entries(YAMLParser parser, Place place) {
        var entries = new LinkedHashMap<String, Yaml>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            int line = line(parser);
            parser.nextToken();
            if (entries.put(key, node(parser, place.file(), line)) != null) {
                throw new Problem.Broken(List.of(new Problem(place.file(), line, "the key `" + key + "` is there twice.")));
            }
        }
        return new Entries(Collections.unmodifiableMap(entries), place);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
