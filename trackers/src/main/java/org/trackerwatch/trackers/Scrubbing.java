package org.trackerwatch.trackers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One pass of scrubbing over a capture, and the look whether it may leave the house: the figures must still come out,
/// and nothing delicate may be left.
final class Scrubbing {

    /// Invented users. One of them has nothing of the real name in it.
    private static final List<String> NAMES = List.of("otterby", "heronwick", "lynxmoor");

    /// Elements with more text hold more than one figure.
    private static final int ONE_FIGURE = 60;

    private static final Set<String> OWN = Set.of(Field.USERNAME.key(), Field.USER_ID.key());

    private final Capture capture;
    private final Reader reader;
    private final Substitutes substitutes = new Substitutes();

    Scrubbing(Capture capture, Reader reader) {
        this.capture = capture;
        this.reader = reader;
    }

    Capture.Scrubbed outcome() {
        var before = reader.read(capture.definition(), capture.pages());
        var pages = parsed();
        var whereabouts = new Whereabouts(capture.definition(), pages);
        var told = whereabouts.values(Field.USER_ID, AccountNumber.VARIABLE);
        var labelled = whereabouts.labelledIds();
        labelled.forEach(place -> told.add(Whereabouts.text(place)));
        var ids = new OwnIds(told, substitutes::took);
        new Pruning(capture.definition(), whereabouts.lookups()).over(pages);
        substitutes.secrets(capture.secrets());
        var names = names(whereabouts, told);
        names.forEach(name -> substitutes.name(name, invented(names)));
        whereabouts.change(Field.USER_ID.key()::equals, Integer.MAX_VALUE, ids::where);
        labelled.forEach(place -> Whereabouts.change(place, ids::where));
        whereabouts.change(field -> !OWN.contains(field), ONE_FIGURE, ids::spared);
        var bodies = bodies(pages, new Scrub(names.stream().findFirst(), ids, substitutes));
        bodies.replaceAll((_, body) -> ids.over(substitutes.over(body)));
        var findings = new ArrayList<>(stillThere(bodies, ids));
        bodies.replaceAll((_, body) -> OwnIds.bare(body));
        var files = files(bodies, ids);
        var saved = pages(bodies, files);
        var after = reader.read(capture.definition(), saved);
        files.put("expected.yaml", ExpectedFigures.yaml(after));
        findings.addAll(different(before, after));
        findings.addAll(stillRead(saved, told));
        files.forEach((file, text) -> Stream.concat(Delicate.left(text), substitutes.left(text).stream())
                .map(what -> file + ": " + what).forEach(findings::add));
        var veil = new Veil(() -> capture.secrets().stream().filter(Substitutes::isOdd).toList());
        files.entrySet().stream().filter(file -> veil.isPierced(file.getValue()))
                .forEach(file -> findings.add(file.getKey() + ": a piece of your cookie or key, written in another way"));
        return findings.isEmpty() ? new Capture.Scrubbed.Clean(files, substitutes.removed()) : new Capture.Scrubbed.Unfit(findings);
    }

    /// Trees of their own, to be changed.
    private Map<String, Page> parsed() {
        var pages = new LinkedHashMap<String, Page>();
        capture.answers().forEach((name, taken) -> pages.put(name, reader.page(taken.answer(), name, capture.definition())));
        return pages;
    }

    /// @param ids some sites know their members by words
    private List<String> names(Whereabouts whereabouts, Set<String> ids) {
        return Stream.of(whereabouts.values(Field.USERNAME, "username").stream(), capture.names().stream(),
                ids.stream().filter(id -> !id.matches("\\d+"))).flatMap(names -> names).distinct().toList();
    }

    private static List<String> stillThere(Map<String, String> bodies, OwnIds ids) {
        return bodies.entrySet().stream().flatMap(body -> ids.left(body.getValue()).stream().map(what -> body.getKey() + ": " + what)).toList();
    }

    /// A short number may stand anywhere, but not where the account's own is read from.
    private List<String> stillRead(Map<String, SavedPage> saved, Set<String> ids) {
        var pages = new LinkedHashMap<String, Page>();
        saved.forEach((name, page) -> pages.put(name, reader.page(page.answer(), name, capture.definition())));
        return new Whereabouts(capture.definition(), pages).values(Field.USER_ID, AccountNumber.VARIABLE).stream().anyMatch(ids::contains)
                ? List.of("your id can't be taken out of the place where it is read") : List.of();
    }

    private static String invented(List<String> names) {
        return NAMES.stream().filter(name -> names.stream().noneMatch(own -> name.contains(own.toLowerCase(Locale.ROOT))))
                .findFirst().orElse(NAMES.getFirst());
    }

    /// By the name of the request.
    private Map<String, String> bodies(Map<String, Page> pages, Scrub scrub) {
        var bodies = new LinkedHashMap<String, String>();
        pages.forEach((name, page) -> bodies.put(name, page.json().map(scrub::json).orElseGet(() -> Legible.TAG.matcher(page.text()).find()
                ? scrub.html(page) : page.text())));
        return bodies;
    }

    private Map<String, String> files(Map<String, String> bodies, OwnIds ids) {
        var files = new TreeMap<String, String>();
        bodies.forEach((name, body) -> {
            files.put(name + (isJson(body) ? ".json" : ".html"), body);
            var head = String.join("\n", CaptureHead.lines(capture.answers().get(name), Optional.of(type(body)))) + "\n";
            files.put(name + ".headers", ids.over(substitutes.over(head)));
        });
        return files;
    }

    private static String type(String body) {
        return (isJson(body) ? "application/json" : "text/html") + "; charset=utf-8";
    }

    private static boolean isJson(String body) {
        return body.startsWith("{") || body.startsWith("[");
    }

    private static Map<String, SavedPage> pages(Map<String, String> bodies, Map<String, String> files) {
        var pages = new LinkedHashMap<String, SavedPage>();
        bodies.forEach((name, body) -> pages.put(name, SavedPage.of(body.getBytes(StandardCharsets.UTF_8),
                files.get(name + ".headers").lines().toList())));
        return pages;
    }

    private List<String> different(Outcome before, Outcome after) {
        return switch (before) {
            case Outcome.Failed(var was) -> after instanceof Outcome.Failed(var is) && is.reason() == was.reason() ? List.of()
                    : List.of("the answer was “" + was.reason().key() + "” before it was scrubbed and is something else now");
            case Outcome.Read(var was) -> after instanceof Outcome.Read(var is) ? different(was, is)
                    : List.of("the figures do not come out any more after scrubbing");
        };
    }

    private List<String> different(AccountStats was, AccountStats is) {
        return Stream.concat(was.values().keySet().stream(), is.values().keySet().stream()).distinct()
                .filter(field -> !OWN.contains(field.key()))
                .filter(field -> !was.get(field).map(this::scrubbed).equals(is.get(field).map(ExpectedFigures::text)))
                .map(field -> "`" + field.key() + "` is another after scrubbing").toList();
    }

    private String scrubbed(Value value) {
        return value instanceof Value.Text(var text) ? substitutes.over(text) : ExpectedFigures.text(value);
    }
}
