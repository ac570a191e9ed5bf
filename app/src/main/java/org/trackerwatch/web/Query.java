package org.trackerwatch.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands after the `?` of a request, each name at most once unless it is asked for as a list.
public final class Query {

    private final Map<String, List<String>> values;

    Query(Map<String, List<String>> values, List<String> known) {
        values.keySet().stream().filter(name -> !known.contains(name)).sorted().findFirst().ifPresent(name -> {
            throw refused(name, "There is no “" + name + "” here." + (known.isEmpty() ? "" : " There is " + String.join(", ", known) + "."));
        });
        this.values = values;
    }

    /// Empty also for what was left empty.
    public Optional<String> text(String name) {
        var given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw refused(name, "“" + name + "” may be given once.");
        }
        return given.stream().map(String::strip).filter(text -> !text.isEmpty()).findFirst();
    }

    /// `a,b` and `name=a&name=b` alike.
    public List<String> list(String name) {
        var all = new ArrayList<String>();
        values.getOrDefault(name, List.of()).forEach(given -> List.of(given.split(",")).stream().map(String::strip)
                .filter(text -> !text.isEmpty()).forEach(all::add));
        return List.copyOf(all);
    }

    public Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException _) {
                throw refused(name, "“" + name + "” has to be a moment such as 2026-03-04T05:06:07Z.");
            }
        });
    }

    public Optional<Long> id(String name) {
        return text(name).map(text -> number(name, text, 1, Long.MAX_VALUE));
    }

    public int number(String name, int least, int most, int otherwise) {
        return text(name).map(text -> Math.toIntExact(number(name, text, least, most))).orElse(otherwise);
    }

    public boolean flag(String name) {
        return text(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(name, "“" + name + "” is true or false.");
        }).orElse(false);
    }

    /// One of these words.
    public Optional<String> word(String name, List<String> allowed) {
        return text(name).map(text -> {
            if (!allowed.contains(text)) {
                throw refused(name, "“" + name + "” is one of " + String.join(", ", allowed) + ".");
            }
            return text;
        });
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw refused(name, "“" + name + "” has to be a whole number.");
        }
        throw refused(name, "“" + name + "” has to be a number from " + least + " to " + most + ".");
    }

    private static Refused refused(String name, String detail) {
        return new Refused(new Problem(400, "Wrong request", detail, List.of(new Problem.Field(name, detail))));
    }
}
