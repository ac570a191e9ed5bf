package org.trackerwatch.trackers;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where on the answers a definition finds what, so that something else can be put there.
final class Whereabouts {

    /// Labels of the account's number, on pages of sites whose definition does not read it.
    private static final Pattern ID_LABEL = Pattern.compile("(?iU)\\W*(?:(?:user|member|account)[ -]?(?:id|number|no\\.?)|uid|用[户戶]id)(?:/uid)?\\W*");

    private final Definition definition;
    private final Map<String, Page> pages;

    /// @param pages by request
    Whereabouts(Definition definition, Map<String, Page> pages) {
        this.definition = definition;
        this.pages = pages;
    }

    /// All that any of the places says, not only the first; and what is noted to ask for other pages.
    Set<String> values(Field field, String variable) {
        var extractor = new Extractor(pages, definition.zone());
        var noted = definition.recipe().requests().values().stream()
                .flatMap(request -> request.capture().getOrDefault(variable, List.of()).stream());
        var values = new LinkedHashSet<String>();
        Stream.concat(lookups(field.key()::equals), noted).flatMap(lookup -> extractor.text(List.of(lookup)).stream())
                .map(String::strip).filter(text -> !text.isEmpty()).forEach(values::add);
        return values;
    }

    /// The number beside a label that says it is the account's, whether the definition reads it or not.
    List<Node> labelledIds() {
        return pages.values().stream().filter(page -> page.json().isEmpty()).flatMap(page -> new Beside(ID_LABEL).nearest(page.html()).stream())
                .filter(value -> text(value).matches("\\d{1,12}")).toList();
    }

    static String text(Node place) {
        return (place instanceof Element element ? element.text() : place.nodeValue()).strip();
    }

    /// All of the definition, also those by which it learns what to ask for; sums taken apart.
    List<Lookup> lookups() {
        var noted = definition.recipe().requests().values().stream().flatMap(request -> request.capture().values().stream()).flatMap(List::stream);
        return Stream.of(lookups(_ -> true), noted, definition.recipe().clock().stream()).flatMap(all -> all).flatMap(Whereabouts::parts).toList();
    }

    private Stream<Lookup> lookups(Predicate<String> fields) {
        return definition.recipe().fields().entrySet().stream().filter(field -> fields.test(field.getKey()))
                .flatMap(field -> field.getValue().stream()).flatMap(Whereabouts::parts);
    }

    private static Stream<Lookup> parts(Lookup lookup) {
        return lookup.source() instanceof Source.Sum(var parts) ? parts.stream().flatMap(Whereabouts::parts) : Stream.of(lookup);
    }

    /// Changes the pages themselves.
    ///
    /// @param longest elements with more text than that hold other things, too, and are left alone
    void change(Predicate<String> fields, int longest, UnaryOperator<String> change) {
        lookups(fields).filter(lookup -> pages.containsKey(lookup.from())).forEach(lookup -> {
            var page = pages.get(lookup.from());
            if (page.json().isEmpty()) {
                Finder.places(lookup.source(), page).filter(place -> place.text().length() <= longest).forEach(place -> change(place, change));
                Finder.spots(lookup.source(), page).toList().forEach(spot -> change(spot, lookup, longest, change));
            } else if (lookup.source() instanceof Source.Json(var pointers)) {
                page.objects().forEach(root -> pointers.forEach(pointer -> change(root, JsonPointer.compile(pointer), change)));
            }
        });
    }

    static void change(Node place, UnaryOperator<String> change) {
        place.attributes().forEach(attribute -> attribute.setValue(change.apply(attribute.getValue())));
        place.nodeStream(TextNode.class).forEach(text -> text.text(change.apply(text.getWholeText())));
    }

    private void change(Spot spot, Lookup lookup, int longest, UnaryOperator<String> change) {
        var page = pages.get(lookup.from());
        if (lookup.source() instanceof Source.Embedded(_, _, var pointers)) {
            page.embedded(spot.text(), pointers).ifPresent(inset -> {
                var tree = inset.tree().deepCopy();
                pointers.forEach(pointer -> change(tree, JsonPointer.compile(pointer), change));
                if (!tree.equals(inset.tree())) {
                    spot.become(new Excerpt(inset.from(), inset.to()).replaced(spot.text(), _ -> tree.toString().replace("<", "\\u003c")));
                }
            });
        } else if (spot.isScript()) {
            Excerpt.of(lookup, spot.text(), page).limit(1).filter(part -> part.in(spot.text()).length() <= longest)
                    .forEach(part -> spot.become(part.replaced(spot.text(), change)));
        }
    }

    private static void change(JsonNode root, JsonPointer pointer, UnaryOperator<String> change) {
        var key = pointer.last().getMatchingProperty();
        if (root.at(pointer.head()) instanceof ObjectNode holder && holder.path(key).isValueNode() && !holder.path(key).isNull()) {
            var before = holder.path(key).asString();
            var after = change.apply(before);
            if (!after.equals(before)) {
                put(holder, key, after);
            }
        }
    }

    private static void put(ObjectNode holder, String key, String text) {
        if (!holder.path(key).isNumber()) {
            holder.put(key, text);
        } else if (text.matches("\\d+")) {
            holder.put(key, new BigInteger(text));
        } else {
            holder.put(key, OwnIds.wrapped(text));
        }
    }
}
