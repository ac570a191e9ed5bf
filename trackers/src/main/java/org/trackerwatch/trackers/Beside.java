package org.trackerwatch.trackers;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// What a page puts beside a label, however far away that is: in the next cell or behind empty ones, as bare text behind
/// it, in the row below, in the column below, or in the input that the label is for.
final class Beside {

    private static final String LABELS = "td, th, dt, label, li, span, div, b, strong";

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");

    private final Pattern label;

    /// @param label matches all of a label
    Beside(Pattern label) {
        this.label = label;
    }

    /// Elements and bare texts.
    List<Node> in(Element page) {
        return labels(page).flatMap(found -> values(found, page)).distinct().toList();
    }

    /// Of those only the nearest behind each label: a column may be about others.
    List<Node> nearest(Element page) {
        return labels(page).filter(found -> !isHead(found)).flatMap(found -> beside(found).limit(1)).distinct().toList();
    }

    private Stream<Element> labels(Element page) {
        return page.select(LABELS).stream().filter(this::isLabel);
    }

    private boolean isLabel(Node node) {
        return node instanceof Element element && label.matcher(element.text()).matches();
    }

    private Stream<Node> values(Element found, Element page) {
        var input = page.getElementById(found.attr("for").isEmpty() ? "\n" : found.attr("for"));
        if (input != null) {
            return Stream.of(input);
        }
        if (found.normalName().equals("dt")) {
            return behind(found).takeWhile(node -> !node.nameIs("dt")).filter(Beside::saysSomething);
        }
        return isHead(found) ? below(found) : Stream.concat(beside(found), below(found)).limit(1);
    }

    /// Up to the next label, which has a value of its own.
    private Stream<Node> beside(Element found) {
        return behind(found).takeWhile(node -> !isLabel(node)).filter(Beside::saysSomething);
    }

    private static Stream<Node> behind(Node node) {
        return Stream.iterate(node.nextSibling(), next -> next != null, Node::nextSibling);
    }

    static boolean saysSomething(Node node) {
        return switch (node) {
            case TextNode text -> WORD.matcher(text.getWholeText()).find();
            case Element element -> WORD.matcher(element.text()).find() || !element.select("input[value], textarea").isEmpty();
            default -> false;
        };
    }

    /// Above columns, not before a row.
    private static boolean isHead(Element found) {
        var row = found.parent();
        return found.normalName().equals("th") && row != null && row.childrenSize() > 1
                && row.children().stream().allMatch(cell -> cell.normalName().equals("th"));
    }

    /// The cells below it, in all rows that have as many; if it is no head, in the next.
    private static Stream<Node> below(Element found) {
        var row = found.parent();
        if (row == null || !row.normalName().equals("tr")) {
            return Stream.empty();
        }
        var table = found.closest("table");
        var rows = (table == null ? row.parent() : table).select("tr").stream().dropWhile(next -> next != row).skip(1)
                .takeWhile(next -> next.childrenSize() == row.childrenSize());
        return rows.limit(isHead(found) ? Long.MAX_VALUE : 1).<Node>map(next -> next.child(found.elementSiblingIndex())).filter(Beside::saysSomething);
    }
}
