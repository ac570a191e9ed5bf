package org.trackerwatch.trackers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What people paste as a credential, made into one. Says in words what is wrong with it; never repeats it.
final class Pasted {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /// `name=value`, but not a key that ends in `=`, as base64 does.
    private static final Pattern COOKIES = Pattern.compile("(?s)\\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+=[^=;\\s].*");

    private static final Pattern COOKIE_LINE = Pattern.compile("(?im)^\\s*(?:-H\\s+\\S?)?cookie:[ \\t]*(.*?)['\"\\\\ \\t]*$");

    private static final Pattern KEY_PREFIX = Pattern.compile("(?i)^(authorization:|x-api-key:|bearer\\s|token\\s)\\s*");

    private final Definition definition;
    private final String text;

    private Pasted(Definition definition, String text) {
        this.definition = definition;
        this.text = text.strip();
    }

    /// @throws IllegalArgumentException in words for the user
    static Credential read(Definition definition, String text, String userAgent) {
        var pasted = new Pasted(definition, text);
        if (pasted.text.isEmpty()) {
            throw new IllegalArgumentException("Nothing was pasted.");
        }
        if (definition.accepts().equals(List.of(CredentialKind.LOGIN)) || PastedLogin.looksLikeOne(pasted.text)) {
            return PastedLogin.read(definition, pasted.text);
        }
        if (pasted.isCookie()) {
            return new Credential.Cookie(new Secret(pasted.cookies()), browser(userAgent));
        }
        return new Credential.ApiKey(new Secret(pasted.apiKey()));
    }

    private boolean isCookie() {
        var accepts = definition.accepts();
        boolean looks = text.startsWith("[") || text.startsWith("{") || isNetscape() || COOKIE_LINE.matcher(text).find()
                || COOKIES.matcher(text).matches() || names().stream().anyMatch(name -> text.contains(name + "="));
        if (looks && !accepts.contains(CredentialKind.COOKIE)) {
            throw new IllegalArgumentException(definition.name() + " is read with an API key, and this looks like cookies."
                    + definition.recipe().auth().key().flatMap(Recipe.Key::hint).map(hint -> " The key is found under: " + hint + ".").orElse(""));
        }
        return looks || !accepts.contains(CredentialKind.API_KEY);
    }

    private Set<String> names() {
        var cookies = definition.recipe().auth().cookies();
        return Stream.concat(cookies.allOf().stream(), cookies.anyOf().stream()).collect(Collectors.toSet());
    }

    private String apiKey() {
        var key = text;
        for (var shorter = KEY_PREFIX.matcher(key).replaceFirst(""); !shorter.equals(key); shorter = KEY_PREFIX.matcher(key).replaceFirst("")) {
            key = shorter;
        }
        key = key.replaceAll("^[\"']|[\"']$", "");
        wellFormed(key, "API key");
        if (key.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("An API key has no blanks and no line breaks in it; copy the key alone.");
        }
        inParts(key);
        return key;
    }

    private void inParts(String key) {
        var parts = definition.recipe().auth().key().map(Recipe.Key::parts).orElse(List.of());
        var given = key.split(":", Math.max(1, parts.size()));
        if (!parts.isEmpty() && (given.length < parts.size() || Stream.of(given).anyMatch(String::isEmpty))) {
            throw new IllegalArgumentException(definition.name() + " wants " + String.join(" and ", parts)
                    + ". Paste them together with a colon between them: " + String.join(":", parts) + ".");
        }
    }

    private record Cookie(String name, Secret value, String domain) {}

    private String cookies() {
        var all = text.startsWith("[") || text.startsWith("{") ? exported() : isNetscape() ? netscape() : header();
        var own = ofThisSite(all);
        own.forEach(Pasted::check);
        complete(own);
        return own.stream().map(cookie -> cookie.name() + "=" + cookie.value().reveal()).collect(Collectors.joining("; "));
    }

    /// One header, as the browser's developer tools show it, or a whole request of which one line is the header.
    private List<Cookie> header() {
        var line = COOKIE_LINE.matcher(text);
        var header = line.find() ? line.group(1) : text;
        if (header.indexOf('\n') >= 0 || header.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("There is a line break in these cookies. Copy the value of the Cookie header as one line.");
        }
        wellFormed(header, "cookies");
        var only = definition.recipe().auth().cookies().allOf();
        if (only.size() == 1 && !header.contains(only.getFirst() + "=") && header.indexOf(';') < 0) {
            return List.of(new Cookie(only.getFirst(), new Secret(header), ""));
        }
        var cookies = new ArrayList<Cookie>();
        for (var part : header.split(";")) {
            int equals = part.indexOf('=');
            if (equals <= 0 && !part.isBlank()) {
                throw new IllegalArgumentException("A cookie consists of a name and a value (name=value); at least one here has no"
                        + " value. Copy the whole Cookie header.");
            }
            if (!part.isBlank()) {
                cookies.add(new Cookie(part.substring(0, equals).strip(), new Secret(part.substring(equals + 1).strip()), ""));
            }
        }
        return cookies;
    }

    private boolean isNetscape() {
        return text.lines().anyMatch(line -> line.split("\t").length >= 6) || text.startsWith("# Netscape");
    }

    /// `cookies.txt`: domain, flag, path, secure, expiry, name, value; `#HttpOnly_` before the domain is no remark.
    private List<Cookie> netscape() {
        return text.lines().map(line -> line.replaceFirst("^#HttpOnly_", "")).filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t", -1)).filter(fields -> fields.length >= 7)
                .map(fields -> new Cookie(fields[5], new Secret(fields[6].strip()), fields[0])).toList();
    }

    /// What browser extensions export: a list of objects with name and value, alone or under `cookies`, or plain
    /// `{"name": "value"}`.
    private List<Cookie> exported() {
        try {
            var root = JsonMapper.shared().readTree(text);
            var list = root.isObject() && root.path("cookies").isArray() ? root.path("cookies") : root;
            if (list.isObject()) {
                return list.properties().stream().map(entry -> new Cookie(entry.getKey(), new Secret(entry.getValue().asString()), "")).toList();
            }
            return StreamSupport.stream(list.spliterator(), false).map(node -> new Cookie(node.path("name").asString(),
                    new Secret(node.path("value").asString()), node.path("domain").asString())).toList();
        } catch (JacksonException _) {
            throw new IllegalArgumentException("This begins like exported cookies (JSON) but breaks off or is damaged. Export them again.");
        }
    }

    /// An export may hold cookies of every site that the browser ever saw. Others' are nobody's business.
    private List<Cookie> ofThisSite(List<Cookie> all) {
        var hosts = definition.links().stream().map(URI::getHost).toList();
        var own = all.stream().filter(cookie -> cookie.domain().isBlank() || hosts.isEmpty()
                || hosts.stream().anyMatch(host -> isWithin(host, cookie.domain()))).toList();
        long sites = own.stream().map(cookie -> cookie.domain().replaceFirst("^\\.", "")).distinct().count();
        if (own.isEmpty()) {
            throw new IllegalArgumentException(all.isEmpty() ? "There is no cookie in this."
                    : "None of these cookies is for " + String.join(" or ", hosts) + ".");
        }
        if (hosts.isEmpty() && sites > 2) {
            throw new IllegalArgumentException("These are cookies of several sites. Export those of this site alone.");
        }
        return own;
    }

    private static boolean isWithin(String host, String domain) {
        var name = domain.replaceFirst("^\\.", "").toLowerCase(Locale.ROOT);
        var own = host.toLowerCase(Locale.ROOT);
        return own.equals(name) || own.endsWith("." + name) || name.endsWith("." + own);
    }

    private static void check(Cookie cookie) {
        if (!TOKEN.matcher(cookie.name()).matches()) {
            throw new IllegalArgumentException("A cookie's name here is damaged; copy the cookies again.");
        }
        wellFormed(cookie.value().reveal(), "cookie “" + cookie.name() + "”");
        if (cookie.value().reveal().indexOf(';') >= 0) {
            throw new IllegalArgumentException("The cookie " + cookie.name() + " holds a semicolon, which no cookie may.");
        }
    }

    private void complete(List<Cookie> cookies) {
        var rule = definition.recipe().auth().cookies();
        var present = cookies.stream().filter(cookie -> !cookie.value().reveal().isEmpty()).map(Cookie::name).collect(Collectors.toSet());
        var missing = rule.allOf().stream().filter(name -> !present.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("For " + definition.name() + (missing.size() == 1 ? " the cookie " + missing.getFirst() + " is needed and not"
                    : " the cookies " + String.join(" and ", missing) + " are needed and not") + " among these. Log in with your browser and copy all cookies of the site.");
        }
        if (!rule.anyOf().isEmpty() && rule.anyOf().stream().noneMatch(present::contains)) {
            throw new IllegalArgumentException("For " + definition.name() + " one of the cookies " + String.join(", ", rule.anyOf())
                    + " is needed and none is among these. Log in with your browser and copy all cookies of the site.");
        }
    }

    private static void wellFormed(String value, String what) {
        boolean many = what.endsWith("s");
        var it = many ? "them" : "it";
        if (value.indexOf('…') >= 0 || value.endsWith("...")) {
            throw new IllegalArgumentException("The " + what + (many ? " were cut off by the program they were" : " was cut off by the program it was")
                    + " copied from (there is “…” in " + it + "). Copy the whole value.");
        }
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("There is a line break in the " + what + ". Copy " + it + " as one line.");
        }
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("The " + what + (many ? " hold" : " holds") + " a character that cannot be part of " + it + ". Copy " + it
                    + " again from the site.");
        }
    }

    private static String browser(String userAgent) {
        var agent = userAgent.strip();
        if (agent.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("The browser's User-Agent is one line of plain letters, such as Mozilla/5.0 (…).");
        }
        return agent;
    }
}
