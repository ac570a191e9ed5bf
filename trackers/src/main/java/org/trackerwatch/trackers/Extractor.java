package org.trackerwatch.trackers;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Takes the figures from the pages that were read.
final class Extractor {

    private final Map<String, Page> pages;
    private final ZoneId zone;

    Extractor(Map<String, Page> pages, ZoneId zone) {
        this.pages = pages;
        this.zone = zone;
    }

    AccountStats all(Map<String, List<Lookup>> fields) {
        var values = new EnumMap<Field, Value>(Field.class);
        var extras = new TreeMap<String, String>();
        fields.forEach((key, lookups) -> Field.of(key).ifPresentOrElse(
                field -> first(lookups, field.type()).filter(value -> isPossible(field, value)).ifPresent(value -> values.put(field, value)),
                () -> text(lookups).ifPresent(text -> extras.put(key, text))));
        return new AccountStats(values, extras);
    }

    /// The text of the first lookup that finds any, after its refinement; for captures and extras.
    Optional<String> text(List<Lookup> lookups) {
        return lookups.stream().flatMap(lookup -> value(lookup, type(lookup)).map(value -> switch (value) {
            case Value.Text(var text) -> text;
            case Value.Count(var number) -> Long.toString(number);
            case Value.Amount(var number) -> number.toPlainString();
            case Value.Flag(var set) -> Boolean.toString(set);
            case Value.Moment(var at) -> at.toString();
            case Value.Span(var length) -> Long.toString(length.toSeconds());
            case ByteSize size -> Long.toString(size.bytes());
            case Ratio ratio -> ratio.toString();
        }).stream()).findFirst();
    }

    /// Whether something stands where the figure should, that is none: a sign for infinity, "N/A".
    boolean isUnsaid(Field field, Definition definition) {
        var lookups = definition.recipe().fields().getOrDefault(field.key(), List.of());
        return first(lookups, field.type()).isEmpty() && text(lookups).filter(text -> !text.isBlank()).isPresent();
    }

    private static Field.Type type(Lookup lookup) {
        return lookup.refinement().as().map(Lookup.As::type).orElse(Field.Type.TEXT);
    }

    private Optional<Value> first(List<Lookup> lookups, Field.Type type) {
        return lookups.stream().flatMap(lookup -> value(lookup, type).stream()).findFirst();
    }

    private Optional<Value> value(Lookup lookup, Field.Type type) {
        if (lookup.source() instanceof Source.Sum(var parts)) {
            return sum(parts, type);
        }
        var page = pages.get(lookup.from());
        if (page == null) {
            return Optional.empty();
        }
        boolean loose = Finder.isLoose(lookup.source());
        return Finder.find(lookup.source(), page)
                .flatMap(text -> refined(text, lookup.refinement()).stream())
                .flatMap(text -> Figures.read(type, text, lookup.refinement(), zone, loose).stream()).findFirst()
                .or(() -> lookup.refinement().absent().flatMap(text -> Figures.read(type, text, lookup.refinement(), zone, false)));
    }

    static Optional<String> refined(String text, Lookup.Refinement how) {
        return Optional.of(text)
                .flatMap(found -> how.query().isEmpty() ? Optional.of(found) : parameter(found, how.query().get()))
                .flatMap(found -> how.match().isEmpty() ? Optional.of(found) : how.match().get().first(found, how.group()))
                .flatMap(found -> how.map().isEmpty() ? Optional.of(found) : mapped(found, how.map()));
    }

    private static Optional<String> mapped(String text, Map<String, String> map) {
        return Optional.ofNullable(map.get(text.strip())).or(() -> Optional.ofNullable(map.get("*")));
    }

    private static Optional<String> parameter(String address, String name) {
        var match = Pattern.compile("[?&;]" + Pattern.quote(name) + "=([^&#;]*)").matcher(address);
        try {
            return match.find() ? Optional.of(URLDecoder.decode(match.group(1), StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Figures of one kind added; unknown if one is unknown, or if adding makes no sense.
    private Optional<Value> sum(List<Lookup> parts, Field.Type type) {
        var values = new ArrayList<Value>();
        for (var part : parts) {
            value(part, type).ifPresent(values::add);
        }
        try {
            return values.size() < parts.size() ? Optional.empty() : values.stream().reduce(Extractor::plus);
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static Value plus(Value left, Value right) {
        return switch (left) {
            case ByteSize size when right instanceof ByteSize other -> size.plus(other);
            case Value.Count(var number) when right instanceof Value.Count(var other) -> new Value.Count(Math.addExact(number, other));
            case Value.Amount(var number) when right instanceof Value.Amount(var other) -> new Value.Amount(number.add(other));
            case Value.Span(var length) when right instanceof Value.Span(var other) -> new Value.Span(length.plus(other));
            case ByteSize _, Ratio _, Value.Count _, Value.Amount _, Value.Text _, Value.Flag _, Value.Moment _, Value.Span _ -> left;
        };
    }

    /// Sites print -1 and worse for what they do not know. Totals are judged elsewhere: a negative total is an error.
    private static boolean isPossible(Field field, Value value) {
        return switch (field) {
            case SEED_SIZE, REAL_UPLOADED, REAL_DOWNLOADED -> ((ByteSize) value).bytes() >= 0;
            case REQUIRED_RATIO, SEED_POINTS -> ((Value.Amount) value).number().signum() >= 0;
            default -> true;
        };
    }
}
