package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.core.JsonPointer;

/// One map of a file while it is read. Every key that is asked for is a key that exists; [#close()] reports
/// the others, with the nearest of those that exist. Nothing here throws: problems are collected, so that one check
/// shows them all.
public final class Section {

    private static final String POINTER = "a JSON pointer, which begins with a slash";

    private final Yaml.Entries map;
    private final List<Problem> problems;
    private final TreeSet<String> known = new TreeSet<>();
    private final String name;
    private final BiConsumer<String, String> asked;

    public Section(Yaml.Entries map, List<Problem> problems) {
        this(map, problems, "", (_, _) -> { });
    }

    /// @param name  of this map in the format: keys from above with slashes between, `*` for a name of the file's own
    /// @param asked told of each key that exists: this map's name and the key, `*` where the file chooses
    Section(Yaml.Entries map, List<Problem> problems, String name, BiConsumer<String, String> asked) {
        this.map = map;
        this.problems = problems;
        this.name = name;
        this.asked = asked;
    }

    /// A part of the format that may stand in many places.
    Section part(String kind, Yaml.Entries entries) {
        return new Section(entries, problems, kind, asked);
    }

    private Section below(String key, Yaml.Entries entries) {
        return part(name.isEmpty() ? key : name + "/" + key, entries);
    }

    Yaml.Entries all() {
        return map;
    }

    public Yaml.Place place() {
        return map.place();
    }

    public Optional<Yaml> get(String key) {
        known.add(key);
        asked.accept(name, key);
        return Optional.ofNullable(map.entries().get(key)).filter(value -> !(value instanceof Yaml.Nothing));
    }

    public boolean has(String key) {
        return get(key).isPresent();
    }

    public Optional<String> text(String key) {
        return get(key).flatMap(this::scalar);
    }

    /// One text, or a list of them.
    public List<String> texts(String key) {
        return get(key).map(this::scalars).orElse(List.of());
    }

    public boolean flag(String key) {
        return read(key, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        }).orElse(false);
    }

    public Optional<Integer> whole(String key) {
        return read(key, "a whole number", Integer::valueOf);
    }

    public Optional<BigDecimal> number(String key) {
        return read(key, "a number", BigDecimal::new);
    }

    /// A value with a shape of its own; `shape` says in words what is right.
    public <T> Optional<T> read(String key, String shape, Function<String, T> reader) {
        return get(key).flatMap(node -> scalar(node).flatMap(text -> convert(key, node.place(), text, shape, reader)));
    }

    public <T> List<T> readAll(String key, String shape, Function<String, T> reader) {
        return get(key).map(node -> scalars(node).stream()
                .flatMap(text -> convert(key, node.place(), text, shape, reader).stream()).toList()).orElse(List.of());
    }

    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return read(key, "one of " + choices(type), text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    public <E extends Enum<E>> List<E> choicesOf(String key, Class<E> type) {
        return readAll(key, "one of " + choices(type), text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    /// A text that must have a certain look, and is kept as it is.
    Optional<String> checked(String key, String shape, Predicate<String> test) {
        return read(key, shape, text -> Optional.of(text).filter(test).orElseThrow());
    }

    /// A JSON pointer (RFC 6901).
    Optional<String> pointer(String key) {
        return read(key, POINTER, text -> JsonPointer.compile(text).toString());
    }

    List<String> pointers(String key) {
        return readAll(key, POINTER, text -> JsonPointer.compile(text).toString());
    }

    /// A map below; missing is empty.
    public Section section(String key) {
        return below(key, get(key).flatMap(this::entries).orElseGet(() -> new Yaml.Entries(Map.of(), map.place())));
    }

    /// One map, or a list of maps.
    public List<Section> sections(String key) {
        return get(key).map(node -> switch (node) {
            case Yaml.Items list -> list.items().stream().flatMap(item -> entries(item).stream()).toList();
            case Yaml.Entries one -> List.of(one);
            case Yaml.Text _, Yaml.Nothing _ -> entries(node).stream().toList();
        }).orElse(List.<Yaml.Entries>of()).stream().map(entries -> below(key, entries)).toList();
    }

    /// A map whose keys are names of the file's own choosing.
    public <T> Map<String, T> named(String key, BiFunction<String, Section, T> reader) {
        var read = new LinkedHashMap<String, T>();
        var all = section(key);
        all.each((chosen, node) -> entries(node)
                .ifPresent(entries -> {
                    var below = all.below("*", entries);
                    read.put(chosen, reader.apply(chosen, below));
                    below.close();
                }));
        return read;
    }

    /// The names that the file chose where it is free to.
    public List<String> keys() {
        var keys = new ArrayList<String>();
        each((key, _) -> keys.add(key));
        return keys;
    }

    public void each(BiConsumer<String, Yaml> visitor) {
        known.addAll(map.entries().keySet());
        asked.accept(name, "*");
        map.entries().forEach((key, value) -> {
            if (!(value instanceof Yaml.Nothing)) {
                visitor.accept(key, value);
            }
        });
    }

    public void problem(String key, String message) {
        var at = map.entries().get(key);
        problems.add((at == null ? map.place() : at.place()).problem(message));
    }

    public List<Problem> problems() {
        return problems;
    }

    /// Every key that nobody asked for is unknown.
    public void close() {
        map.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                problems.add(value.place().problem("unknown key `" + key + "`" + Nearest.hint(key, known)));
            }
        });
    }

    public Optional<Yaml.Entries> entries(Yaml node) {
        if (node instanceof Yaml.Entries entries) {
            return Optional.of(entries);
        }
        problems.add(node.place().problem("a map (key: value) belongs here."));
        return Optional.empty();
    }

    public List<String> scalars(Yaml node) {
        return switch (node) {
            case Yaml.Items list -> {
                var texts = new ArrayList<String>();
                list.items().forEach(item -> scalar(item).ifPresent(texts::add));
                yield texts;
            }
            case Yaml.Text _, Yaml.Entries _, Yaml.Nothing _ -> scalar(node).map(List::of).orElse(List.of());
        };
    }

    private Optional<String> scalar(Yaml node) {
        if (node instanceof Yaml.Text text) {
            return Optional.of(text.text());
        }
        problems.add(node.place().problem("one text or number belongs here, no list or map."));
        return Optional.empty();
    }

    private <T> Optional<T> convert(String key, Yaml.Place place, String text, String shape, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (RuntimeException e) {
            problems.add(place.problem("`" + key + ": " + text + "` should be " + shape + "."));
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> String choices(Class<E> type) {
        return String.join(", ", Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList());
    }
}
