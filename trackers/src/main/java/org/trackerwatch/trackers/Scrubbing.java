package org.trackerwatch.trackers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One pass of scrubbing over a capture, and the look whether it may leave the house: the figures must still come out,
/// and nothing delicate may be left.
final class Scrubbing {

    /// Invented users. One of them has nothing of the real name in it.
    private static final List<String> NAMES = List.of("otterby", "heronwick", "lynxmoor");

    private static final String ID = "1001";

    private final Capture capture;
    private final Reader reader;
    private final boolean scripts;
    private final Substitutes substitutes = new Substitutes();

    Scrubbing(Capture capture, Reader reader, boolean scripts) {
        this.capture = capture;
        this.reader = reader;
        this.scripts = scripts;
    }

    Capture.Scrubbed outcome() {
        var before = reader.read(capture.definition(), capture.pages());
        var own = own(before, Field.USERNAME);
        var id = own(before, Field.USER_ID);
        substitutes.secrets(capture.secrets());
        var names = Stream.concat(own.stream(), capture.names().stream()).distinct().toList();
        names.forEach(name -> substitutes.name(name, invented(names)));
        var bodies = bodies(new Scrub(own.or(() -> capture.names().stream().findFirst()), id, substitutes));
        bodies.replaceAll((_, body) -> withoutId(substitutes.over(body), id));
        var files = files(bodies, id);
        var after = reader.read(capture.definition(), pages(bodies, files));
        files.put("expected.yaml", ExpectedFigures.yaml(after));
        var findings = new ArrayList<>(different(before, after));
        files.forEach((file, text) -> Stream.concat(Delicate.left(text), substitutes.left(text).stream())
                .map(what -> file + ": " + what).forEach(findings::add));
        return findings.isEmpty() ? new Capture.Scrubbed.Clean(files, substitutes.removed()) : new Capture.Scrubbed.Unfit(findings);
    }

    private static String invented(List<String> names) {
        return NAMES.stream().filter(name -> names.stream().noneMatch(own -> name.contains(own.toLowerCase(Locale.ROOT))))
                .findFirst().orElse(NAMES.getFirst());
    }

    private static Optional<String> own(Outcome outcome, Field field) {
        return outcome instanceof Outcome.Read(var stats) ? stats.get(field).map(ExpectedFigures::text) : Optional.empty();
    }

    /// By the name of the request.
    private Map<String, String> bodies(Scrub scrub) {
        var bodies = new LinkedHashMap<String, String>();
        capture.answers().forEach((name, taken) -> {
            var page = reader.page(taken.answer(), capture.definition());
            bodies.put(name, page.json().map(scrub::json).orElseGet(() -> Shields.looksLikeHtml(page.text())
                    ? scrub.html(page.html(), scripts) : page.text()));
        });
        return bodies;
    }

    private static String withoutId(String text, Optional<String> id) {
        return id.filter(own -> !own.equals(ID)).map(own -> Pattern.compile("(?i)(?<=[?&;](?:id|userid|user|uid|u|memberid)=|/(?:users?|u|profile|members?)/|"
                + "\"(?:id|user_?id|uid)\"\\s{0,2}:\\s{0,2}\"?|/\\w{0,40}[A-Za-z_]\\.)" + Pattern.quote(own) + "(?![\\d.])").matcher(text).replaceAll(ID)).orElse(text);
    }

    private Map<String, String> files(Map<String, String> bodies, Optional<String> id) {
        var files = new TreeMap<String, String>();
        bodies.forEach((name, body) -> {
            files.put(name + (isJson(body) ? ".json" : ".html"), body);
            var head = String.join("\n", CaptureHead.lines(capture.answers().get(name), Optional.of(type(body)))) + "\n";
            files.put(name + ".headers", withoutId(substitutes.over(head), id));
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
                .filter(field -> field != Field.USERNAME && field != Field.USER_ID)
                .filter(field -> !was.get(field).map(this::scrubbed).equals(is.get(field).map(ExpectedFigures::text)))
                .map(field -> "`" + field.key() + "` is another after scrubbing").toList();
    }

    private String scrubbed(Value value) {
        return value instanceof Value.Text(var text) ? substitutes.over(text) : ExpectedFigures.text(value);
    }
}
