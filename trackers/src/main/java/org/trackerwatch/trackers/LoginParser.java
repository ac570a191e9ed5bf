package org.trackerwatch.trackers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The part of a definition file that says how to sign in.
final class LoginParser {

    /// The name under which the captures of a login page look for it.
    static final String PAGE = "login";

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+");

    private static final Set<String> KNOWN = Set.of("username", "password", "otp", "origin");

    private final LookupParser lookups;

    LoginParser(LookupParser lookups) {
        this.lookups = lookups;
    }

    Login login(Section section) {
        var first = step(section);
        var below = section.section("second");
        var second = section.has("second") ? Optional.of(step(below)) : Optional.<Login.Step>empty();
        var login = new Login(first, second, RecipeParser.signs(section.sections("second_factor_if")),
                section.choice("factor", SecondFactor.class).orElse(SecondFactor.NONE), proof(section.section("proof")),
                RecipeParser.signs(section.sections("refused_if")), RecipeParser.signs(section.sections("captcha_if")), section.text("hint"));
        below.close();
        whole(section, login);
        section.close();
        return login;
    }

    private Login.Step step(Section section) {
        var step = new Login.Step(path(section, "page"), section.read("form", "a CSS selector that jsoup knows", Selector::of),
                path(section, "post"), section.choice("as", Shape.class).orElse(Shape.FORM) == Shape.JSON,
                texts(section.section("fields")), headers(section.section("headers")), captures(section.section("capture")));
        known(section, step);
        if (step.form().isEmpty() && step.post().isEmpty()) {
            section.problems().add(section.place().problem("a login needs a `form`, whose action tells where it is sent, or `post`."));
        }
        return step;
    }

    private enum Shape { FORM, JSON }

    private static Optional<String> path(Section section, String key) {
        section.text(key).filter(Taboo::holds).ifPresent(path ->
                section.problem(key, "`" + path + "` is never asked for: it reads mail, ends the session, or changes the account."));
        return section.checked(key, "a path, which begins with a slash", text -> text.startsWith("/") && !text.startsWith("//"));
    }

    private static Map<String, String> texts(Section section) {
        var texts = new LinkedHashMap<String, String>();
        section.keys().forEach(key -> section.text(key).ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    private static Map<String, String> headers(Section section) {
        var headers = texts(section);
        headers.keySet().stream().filter(name -> !HEADER.matcher(name).matches())
                .forEach(name -> section.problem(name, "`" + name + "` should be the name of a header."));
        return headers;
    }

    private Map<String, Login.Capture> captures(Section section) {
        var captures = new LinkedHashMap<String, Login.Capture>();
        section.each((name, node) -> {
            if (node instanceof Yaml.Entries entries && entries.entries().containsKey("header")) {
                capture(section, entries, "header").ifPresent(text -> captures.put(name, new Login.Capture.Header(text)));
            } else if (node instanceof Yaml.Entries entries && entries.entries().containsKey("cookie")) {
                capture(section, entries, "cookie").ifPresent(text -> captures.put(name, new Login.Capture.Cookie(text)));
            } else {
                captures.put(name, new Login.Capture.Found(lookups.lookups(node, Optional.of(PAGE))));
            }
        });
        return captures;
    }

    private static Optional<String> capture(Section section, Yaml.Entries entries, String key) {
        var below = new Section(entries, section.problems());
        var text = below.text(key);
        below.close();
        return text;
    }

    private static void known(Section section, Login.Step step) {
        var known = new TreeSet<>(KNOWN);
        known.addAll(step.capture().keySet());
        var used = new TreeSet<String>();
        step.fields().values().forEach(template -> used.addAll(Template.variables(template)));
        step.headers().values().forEach(template -> used.addAll(Template.variables(template)));
        used.stream().filter(name -> !known.contains(name)).forEach(name -> section.problems().add(
                section.place().problem("`{" + name + "}` is known nowhere: it needs a `capture`.")));
        step.capture().keySet().stream().filter(name -> !used.contains(name)).forEach(name -> section.problems().add(
                section.place().problem("the capture `" + name + "` is used by no field and no header.")));
    }

    private static Login.Proof proof(Section section) {
        var token = section.pointer("token").map(pointer -> new Login.Token(pointer,
                section.checked("header", "the name of a header", text -> HEADER.matcher(text).matches()).orElse("Authorization"),
                section.checked("format", "a text with {token} in it", text -> text.contains("{token}")).orElse("Bearer {token}")));
        var proof = new Login.Proof(section.texts("cookies"), token, RecipeParser.signs(section.sections("if")));
        section.close();
        return proof;
    }

    private static void whole(Section section, Login login) {
        var proof = login.proof();
        if (proof.set().isEmpty() && proof.token().isEmpty() && proof.signs().isEmpty()) {
            section.problems().add(section.place().problem("`proof` is missing: what tells that the login worked?"
                    + " { cookies: [NAME] }, { token: /pointer } or { if: [signs] }."));
        }
        var steps = login.second().map(second -> List.of(login.first(), second)).orElseGet(() -> List.of(login.first()));
        boolean asks = steps.stream().flatMap(step -> step.fields().values().stream()).anyMatch(template -> template.contains("{otp}"));
        if (asks != (login.factor() != SecondFactor.NONE)) {
            section.problems().add(section.place().problem(asks ? "`{otp}` is sent, so `factor` must say what it is: totp or fixed."
                    : "there is a `factor`, and no field sends `{otp}`."));
        }
        if (steps.getFirst().fields().values().stream().noneMatch(template -> template.contains("{password}"))) {
            section.problems().add(section.place().problem("no field of the login sends the `{password}`."));
        }
    }
}
