package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import tools.jackson.databind.JsonNode;

/// Looks a [Source] up on a page. Finds text, or several texts of which the first that makes sense counts.
final class Finder {

    /// What may stand between a label and its value: a link in brackets, a remark, a colon.
    private static final Pattern GAP = Pattern.compile("\\s*(?:\\[[^\\]]{0,40}]|\\([^)]{0,40}\\))?\\s*:?\\s*");

    /// What a label may carry that is not part of it.
    private static final Pattern DECORATION = Pattern.compile("\\s*(?:\\([^)]*\\))?\\s*:?\\s*$");

    /// What is left of a bracket around the element, and a colon.
    private static final Pattern REMAINS = Pattern.compile("^[\\s\\]):]+");

    private static final int LONGEST_VALUE = 300;

    private Finder() {}

    static Stream<String> find(Source source, Page page) {
        return switch (source) {
            case Source.Json json -> json.pointers().stream().flatMap(pointer -> page.scalar(pointer).stream()).limit(1);
            case Source.Items items -> items(items, page).stream();
            case Source.Embedded embedded -> page.elements(embedded.css()).stream()
                    .flatMap(element -> page.embedded(closed(element, embedded.attr(), page), embedded.pointers()).stream())
                    .flatMap(inset -> inset.scalar(embedded.pointers()).stream()).limit(1);
            case Source.Css css -> page.elements(css.css()).stream().map(element -> closed(element, css.attr(), page))
                    .filter(text -> !text.isBlank()).limit(1);
            case Source.Pair pair -> pair(pair, page);
            case Source.In in -> page.elements(in.css()).stream()
                    .flatMap(element -> behind(closed(element, Optional.empty(), page), in.labels(), in.neverAfter()));
            case Source.After after -> page.elements(after.css()).stream().map(element -> textBehind(element, page)).filter(text -> !text.isBlank()).limit(1);
            case Source.Anchor anchor -> anchor(anchor, page).stream();
            case Source.Count count -> count(count, page).stream();
            case Source.Literal literal -> Stream.of(literal.text());
            case Source.Sum _ -> Stream.empty();
        };
    }

    /// Whether text may run on behind the value. In JSON it may not.
    static boolean isLoose(Source source) {
        return switch (source) {
            case Source.Css _, Source.Pair _, Source.In _, Source.After _ -> true;
            case Source.Json _, Source.Items _, Source.Embedded _, Source.Anchor _, Source.Count _, Source.Sum _, Source.Literal _ -> false;
        };
    }

    /// The elements whose text or attribute it is, as far as there are any: not for figures that are counted.
    static Stream<Element> places(Source source, Page page) {
        return switch (source) {
            case Source.Css css -> page.elements(css.css()).stream().filter(element -> !content(element, css.attr()).isBlank()).limit(1);
            case Source.Pair pair -> values(pair, page);
            case Source.In in -> page.elements(in.css()).stream();
            case Source.After after -> page.elements(after.css()).stream().flatMap(element -> Stream.ofNullable(element.parent()));
            case Source.Json _, Source.Items _, Source.Embedded _, Source.Anchor _, Source.Count _, Source.Sum _, Source.Literal _ -> Stream.empty();
        };
    }

    /// Scripts and attributes whose text it is, or stands in.
    static Stream<Spot> spots(Source source, Page page) {
        return switch (source) {
            case Source.Embedded embedded -> page.elements(embedded.css()).stream().map(element -> new Spot(element, embedded.attr()))
                    .filter(spot -> page.embedded(spot.text(), embedded.pointers()).isPresent()).limit(1);
            case Source.Css css -> places(css, page).map(element -> new Spot(element, css.attr()));
            case Source.Pair pair -> places(pair, page).map(element -> new Spot(element, pair.attr()));
            case Source.In in -> places(in, page).map(element -> new Spot(element, Optional.empty()));
            case Source.Json _, Source.Items _, Source.After _, Source.Anchor _, Source.Count _, Source.Sum _, Source.Literal _ -> Stream.empty();
        };
    }

    private static Stream<Element> values(Source.Pair pair, Page page) {
        return page.elements(pair.row().label()).stream().filter(label -> names(pair.labels(), label))
                .flatMap(label -> value(pair.row(), label).stream())
                .flatMap(value -> pair.child().map(css -> css.in(value).stream()).orElseGet(() -> Stream.of(value)));
    }

    private static Stream<String> pair(Source.Pair pair, Page page) {
        return values(pair, page)
                .flatMap(value -> pair.then().isEmpty() ? Stream.of(closed(value, pair.attr(), page))
                        : behind(closed(value, Optional.empty(), page), pair.then(), pair.neverAfter()))
                .filter(text -> !text.isBlank());
    }

    private static boolean names(List<String> labels, Element element) {
        var text = Spaces.trimmed(element.text());
        var bare = DECORATION.matcher(text).replaceFirst("");
        var plain = text.endsWith(":") ? text.substring(0, text.length() - 1).strip() : text;
        return labels.stream().anyMatch(label -> label.equalsIgnoreCase(bare) || label.equalsIgnoreCase(plain));
    }

    private static Optional<Element> value(Source.Row row, Element label) {
        var next = label.nextElementSibling();
        while (next != null) {
            if (next.is(row.value().evaluator())) {
                return Optional.of(next);
            }
            next = row.next() ? null : next.nextElementSibling();
        }
        return Optional.empty();
    }

    /// What stands behind each mention of a label that is one: not part of a longer word, nor of another label.
    private static Stream<String> behind(String text, List<String> labels, List<String> neverAfter) {
        var lower = text.toLowerCase(Locale.ROOT);
        return labels.stream().flatMap(label -> mentions(lower, label.toLowerCase(Locale.ROOT))
                .filter(at -> !qualified(text.substring(0, at), neverAfter))
                .map(at -> text.substring(at + label.length())))
                .map(rest -> {
                    var gap = GAP.matcher(rest);
                    var value = gap.lookingAt() ? rest.substring(gap.end()) : rest;
                    return value.substring(0, Math.min(value.length(), LONGEST_VALUE));
                });
    }

    private static Stream<Integer> mentions(String text, String label) {
        return Stream.iterate(text.indexOf(label), at -> at >= 0, at -> text.indexOf(label, at + label.length()))
                .filter(at -> !runsOn(text, at - 1, label.charAt(0))
                        && !runsOn(text, at + label.length(), label.charAt(label.length() - 1)));
    }

    /// Whether the letter there continues a word. Chinese needs no blanks between words.
    private static boolean runsOn(String text, int at, char edge) {
        return at >= 0 && at < text.length() && edge < 0x2e80 && Character.isLetter(edge)
                && Character.isLetter(text.charAt(at)) && text.charAt(at) < 0x2e80;
    }

    private static boolean qualified(String before, List<String> neverAfter) {
        var stripped = before.stripTrailing().toLowerCase(Locale.ROOT);
        return neverAfter.stream().anyMatch(word -> stripped.endsWith(word.toLowerCase(Locale.ROOT)));
    }

    private static String textBehind(Element element, Page page) {
        var behind = new StringBuilder();
        Node next = element.nextSibling();
        for (; next instanceof TextNode text; next = next.nextSibling()) {
            behind.append(text.text());
        }
        return next instanceof Element last && page.isOpen(last) ? "" : REMAINS.matcher(plain(behind.toString())).replaceFirst("");
    }

    private static Optional<String> anchor(Source.Anchor source, Page page) {
        var anchors = page.elements(source.anchor());
        boolean set = anchors.stream().anyMatch(anchor -> !source.flag().in(anchor).isEmpty());
        return anchors.isEmpty() || !set && anchors.stream().anyMatch(page::isOpen) ? Optional.empty() : Optional.of(String.valueOf(set));
    }

    private static Optional<String> count(Source.Count source, Page page) {
        var within = source.in().map(css -> page.elements(css).stream().findFirst()).orElse(Optional.of(page.html()));
        return within.filter(element -> !page.isOpen(element)).map(element -> String.valueOf(source.css().in(element).size()));
    }

    /// Nothing of what was still open when the page ended: it may be half of a figure. An attribute can't be.
    private static String closed(Element element, Optional<String> attr, Page page) {
        return attr.isEmpty() && page.isOpen(element) ? "" : content(element, attr);
    }

    private static String content(Element element, Optional<String> attr) {
        return attr.map(name -> plain(element.attr(name))).orElseGet(() -> text(element));
    }

    /// What a script says is no text to jsoup.
    private static String text(Element element) {
        return element.normalName().equals("script") ? element.data() : plain(element.text());
    }

    private static Optional<String> items(Source.Items source, Page page) {
        var meant = page.items(source.pointer()).map(items -> items.stream().filter(item -> source.where().entrySet().stream()
                .allMatch(wanted -> Page.scalar(item, wanted.getKey()).filter(wanted.getValue()::equals).isPresent())).toList());
        return switch (source.what()) {
            case Source.Items.What.Number() -> meant.map(items -> String.valueOf(items.size()));
            case Source.Items.What.First(var pointer) -> meant.flatMap(items -> items.stream().findFirst())
                    .flatMap(item -> Page.scalar(item, pointer));
            case Source.Items.What.Total(var pointer) -> meant.flatMap(items -> total(items, pointer));
        };
    }

    private static Optional<String> total(List<JsonNode> items, String pointer) {
        var total = BigDecimal.ZERO;
        for (var item : items) {
            var number = Page.scalar(item, pointer).flatMap(text -> Numbers.parse(text, Numbers.Comma.GROUPS));
            if (number.isEmpty()) {
                return Optional.empty();
            }
            total = total.add(number.get());
        }
        return Optional.of(total.toPlainString());
    }

    private static String plain(String text) {
        return Spaces.plain(Spaces.joinedDigits(text)).strip();
    }
}
