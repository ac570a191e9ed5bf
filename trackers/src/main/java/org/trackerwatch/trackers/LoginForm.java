package org.trackerwatch.trackers;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/// One form of a login, filled in: what the site hid in it, and what we write into it.
final class LoginForm {

    private static final String HIDDEN = "input[type=hidden i][name]";

    /// No form of a login hides more than a few tokens; what is larger is not sent back.
    private static final int MOST_HIDDEN = 64;
    private static final int LONGEST_HIDDEN = 16 * 1024;

    private final Login.Step step;
    private final Optional<Page> page;
    private final CookieJar jar;

    /// @param page that it stands on
    LoginForm(Login.Step step, Optional<Page> page, CookieJar jar) {
        this.step = step;
        this.page = page;
        this.jar = jar;
    }

    /// Asks for the page that it stands on.
    static Recipe.Request asking(String path) {
        return Recipe.Request.of(LoginParser.PAGE, path, "GET", Optional.empty(), Recipe.Expect.HTML, Map.of());
    }

    /// Where it goes, if that is the account's own site.
    Optional<URI> target(Site site) {
        return step.post().map(site::address)
                .or(() -> element().flatMap(form -> Wire.resolved(at(site), form.attr("action"))))
                .filter(target -> Origins.mayFollow(site.address("/"), target));
    }

    private URI at(Site site) {
        return page.flatMap(shown -> shown.answer().address()).orElseGet(() -> site.address(step.page().orElse("/")));
    }

    private Optional<Element> element() {
        return step.form().flatMap(css -> page.flatMap(shown -> shown.elements(css).stream().findFirst()));
    }

    /// Whether all is there that must go back, and no more than a login has.
    boolean isWhole(Map<String, String> captured) {
        return captured.keySet().containsAll(step.capture().keySet())
                && (step.form().isEmpty() || element().filter(LoginForm::isModest).isPresent());
    }

    private static boolean isModest(Element form) {
        var hidden = form.select(HIDDEN);
        return hidden.size() <= MOST_HIDDEN
                && hidden.stream().mapToInt(input -> input.attr("name").length() + input.attr("value").length()).sum() <= LONGEST_HIDDEN;
    }

    /// With names in the place of what is secret: they are filled in on the wire.
    Recipe.Request request() {
        var fields = new LinkedHashMap<String, String>();
        element().ifPresent(form -> form.select(HIDDEN).forEach(input ->
                fields.put(input.attr("name"), Template.literal(input.attr("value"), step.json()))));
        step.fields().forEach((name, template) -> fields.put(name, Template.literalAround(template, step.json())));
        var body = step.json() ? json(fields) : fields.entrySet().stream()
                .map(field -> Template.literal(field.getKey(), false) + "=" + field.getValue()).collect(Collectors.joining("&"));
        return Recipe.Request.of(LoginParser.PAGE, step.post().orElse("/"), "POST", Optional.of(body), step.json() ? Recipe.Expect.JSON : Recipe.Expect.HTML,
                step.headers());
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> "\"" + Template.literal(field.getKey(), true) + "\":\"" + field.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// What fields and headers may name, beside user name, password and second factor.
    Map<String, String> captured(Site site) {
        var captured = new HashMap<>(Map.of("origin", site.origin()));
        step.capture().forEach((name, where) -> value(where).ifPresent(value -> captured.put(name, value)));
        return captured;
    }

    private Optional<String> value(Login.Capture where) {
        return switch (where) {
            case Login.Capture.Header(var name) -> page.flatMap(shown -> shown.answer().header(name));
            case Login.Capture.Cookie(var name) -> jar.text(name);
            case Login.Capture.Found(var lookups) -> page.flatMap(shown ->
                    new Extractor(Map.of(LoginParser.PAGE, shown), ZoneOffset.UTC).text(lookups));
        };
    }
}
