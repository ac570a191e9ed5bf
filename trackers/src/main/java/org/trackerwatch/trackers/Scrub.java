package org.trackerwatch.trackers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Takes out of a page what can only be told by where it stands: other members' names, subjects of mail, what is hidden
/// in forms, what stands beside "passkey". What can be told by its looks is [Delicate].
final class Scrub {

    private static final Pattern HIDDEN_NAME = Pattern.compile("(?i)token|csrf|auth|key|secret|sess|hash|nonce|captcha");

    private static final Pattern LABEL = Pattern.compile("(?i)^\\W*(pass ?key|torrent ?pass|announce( url)?|api[ -]?(key|token)|rss[ -]?(key|token)?|pid|"
            + "irc[ -]?(key|pass\\w*)|e-?mail( address)?|ip([ -]address(es)?)?|invited by|inviter|邮箱|郵箱|密钥|密鑰|邀请人|邀請人|adresse (ip|e-?mail))\\W*$");

    /// Not a code that serves as a key.
    private static final Pattern WORD = Pattern.compile("[a-z]+(?:_[a-z]+)*+");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?:[T ][\\d:.+Z-]{5,25})?");

    /// A click that only leads somewhere.
    private static final Pattern WAY = Pattern.compile("(?:window\\.|document\\.)?location(?:\\.href)?\\s?=\\s?'/[/\\w.-]{0,60}'[;]?|return [\\w]{1,20}\\('[\\w./]{1,40}', \\{\\w{1,12}: \\d}\\);?");

    private static final Pattern MEMBER_KEY = Pattern.compile("(?i)inviter|invited_?by|author|sender|poster|last_?poster|from_?user|staff|user_?name|nick");

    private static final Pattern SUBJECT_KEY = Pattern.compile("(?i)subject|title|body|text|content|preview|excerpt");

    private static final Pattern MAIL = Pattern.compile("(?i)viewmessage|viewconv|/conversations?/\\w|/messages?/\\d|[?&]action=view|/mail/\\d|inbox\\.php\\?.*id=");

    private static final Pattern MEMBER = Pattern.compile("(?i)(?:userdetails\\w*\\.php|user\\.php|profile\\.php|account-details\\.php)\\?(?:[^#]*[?&])?(?:id|u|uid)=(\\d+)$|"
            + "[?&]memberid=(\\d+)|/(?:users?|u|profile|members?)/([^/?#]+?)(?:/view)?/?$");

    private static final String BESIDE = "what stands beside a label such as passkey or e-mail";

    /// So long, and with a digit, it is no word of the page.
    private static final int LONG = 8;

    private static final String OTHER = "another member's name";

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.'-]+");

    /// What stands where a name would, and is none: `/users/messages`.
    private static final Pattern PLACE = Pattern.compile("(?i)messages?|inbox|mails?|seed\\w*|leech\\w*|snatch\\w*|peers?|invit\\w*|settings?|edit|me|self|account|"
            + "notifications?|bonus|history|torrents?|uploads?|downloads?|profile|stats|warnings?|rewards?|shop|log(in|out)|search|list|online|top\\w*|"
            + "rules|view|security|preferences?|bookmarks?|requests?|achievements?");

    private final String own;
    private final OwnIds ids;
    private final Substitutes substitutes;

    /// @param own the member's own name, which has a substitute already
    /// @param ids likewise
    Scrub(Optional<String> own, OwnIds ids, Substitutes substitutes) {
        this.own = own.orElse("");
        this.ids = ids;
        this.substitutes = substitutes;
    }

    /// @param scripts whether they stay; most pages are read without them
    String html(Document page, boolean scripts) {
        var copy = page.clone();
        copy.outputSettings().prettyPrint(false);
        silence(copy, scripts);
        copy.select("meta[name]").stream().filter(meta -> HIDDEN_NAME.matcher(meta.attr("name")).find())
                .forEach(meta -> replace(meta, "content", "token-", "a token in the page"));
        copy.select("style, template, noscript, svg > :not(title)").forEach(Element::empty);
        copy.select("input[type=hidden]").stream().filter(input -> !HIDDEN_NAME.matcher(input.attr("name")).find()
                        || SecretWords.isName(input.attr("name")) || SecretWords.isName(input.id()))
                .forEach(input -> replace(input, "value", "token-", "something hidden in a form"));
        copy.select("textarea").stream().filter(input -> SecretWords.isName(input.attr("name"))).forEach(input -> input.text(""));
        copy.getAllElements().forEach(this::attributes);
        copy.select("input[value]").stream().filter(input -> input.attr("type").equalsIgnoreCase("password")
                        || input.attr("type").equalsIgnoreCase("email") || HIDDEN_NAME.matcher(input.attr("name")).find())
                .forEach(input -> replace(input, "value", "token-", "something hidden in a form"));
        copy.select("td, th, dt, label, li, span, div, b, strong").stream().filter(label -> LABEL.matcher(label.text()).matches())
                .forEach(this::beside);
        copy.select("a[href]").forEach(this::link);
        return copy.outerHtml();
    }

    private void attributes(Element element) {
        List.copyOf(element.attributes().asList()).forEach(attribute -> {
            var name = attribute.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("on") && !WAY.matcher(attribute.getValue()).matches() || attribute.getValue().strip().regionMatches(true, 0, "data:", 0, 5)) {
                element.attr(attribute.getKey(), "");
            } else if (name.startsWith("data-") && SecretWords.isName(name.substring(5)) && !name.equals("data-cfemail")) {
                replace(element, attribute.getKey(), "removed-", "a secret of the account");
            } else if (attribute.getValue().stripLeading().startsWith("{") || attribute.getValue().stripLeading().startsWith("[")) {
                element.attr(attribute.getKey(), data(attribute.getValue()));
            }
        });
    }

    /// What is no JSON and only begins like it is told by its looks.
    private String data(String text) {
        try {
            var tree = JsonMapper.shared().readTree(text);
            inside(tree, "", 0);
            return tree.toString();
        } catch (JacksonException _) {
            return text;
        }
    }

    private static void silence(Document page, boolean scripts) {
        page.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                switch (node) {
                    case Comment comment -> comment.setData(" ");
                    case DataNode data when !scripts && data.parent() instanceof Element script && script.nameIs("script") -> data.setWholeData("");
                    default -> { }
                }
            }
        });
    }

    private void replace(Element element, String attribute, String stand, String what) {
        if (!element.attr(attribute).isBlank()) {
            element.attr(attribute, substitutes.of(element.attr(attribute), stand, what));
        }
    }

    private void beside(Element label) {
        var value = label.nextElementSibling();
        if (value != null && !value.text().isBlank()) {
            var text = value.text();
            var substitute = substitutes.of(text, "removed-", BESIDE);
            if (text.length() >= LONG && text.matches(".*[\\d@].*")) {
                substitutes.name(text, substitute);
            }
            value.text(substitute);
        } else if (value != null) {
            value.select("input[value]").forEach(input -> replace(input, "value", "removed-", BESIDE));
        }
    }

    private void link(Element link) {
        var href = link.attr("href");
        var member = MEMBER.matcher(href);
        if (MAIL.matcher(href).find() && link.text().matches(".*\\p{L}{2}.*")) {
            link.text(substitutes.of(link.text(), "Subject ", "the subject of a mail"));
        } else if (member.find()) {
            var which = member.group(1) != null ? member.group(1) : member.group(2) != null ? member.group(2) : member.group(3);
            member(link, which, member.group(3) != null);
        }
    }

    /// @param named whether the address says the name, not a number
    private void member(Element link, String which, boolean named) {
        var text = link.text().strip();
        if (ids.contains(which) || which.equalsIgnoreCase(own) || text.equalsIgnoreCase(own) && !own.isEmpty() || named && PLACE.matcher(which).matches()) {
            return;
        }
        boolean byName = named && !which.matches("\\d+");
        if (byName ? text.equalsIgnoreCase(which) : NAME.matcher(text).matches()) {
            link.text(other(text));
        }
        link.attr("href", link.attr("href").replace(which, byName ? substitutes.of(which, "member-", OTHER) : substitutes.of(which, "20", "another member's id")));
    }

    private String other(String name) {
        var substitute = substitutes.of(name, "member-", OTHER);
        if (name.length() > 3) {
            substitutes.name(name, substitute);
        }
        return substitute;
    }

    String json(JsonNode tree) {
        var copy = tree.deepCopy();
        inside(copy, "", 0);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(copy);
    }

    private void inside(JsonNode node, String within, int depth) {
        switch (node) {
            case ObjectNode object -> List.copyOf(object.properties()).forEach(entry -> {
                if (SecretWords.isName(entry.getKey())) {
                    object.set(entry.getKey(), emptied(entry.getValue()));
                } else if (entry.getValue().isString() && !entry.getValue().asString().isBlank()) {
                    text(object, entry.getKey(), entry.getValue().asString(), within, depth);
                }
                inside(object.get(entry.getKey()), entry.getKey(), depth + 1);
            });
            case ArrayNode list -> list.forEach(element -> inside(element, within, depth + 1));
            default -> { }
        }
    }

    /// Of whatever kind it is; yes and no are no secrets.
    private JsonNode emptied(JsonNode secret) {
        return switch (secret) {
            case ObjectNode object -> {
                var empty = JsonNodeFactory.instance.objectNode();
                object.properties().stream().filter(entry -> WORD.matcher(entry.getKey()).matches())
                        .forEach(entry -> empty.set(entry.getKey(), emptied(entry.getValue())));
                yield empty;
            }
            case ArrayNode _ -> JsonNodeFactory.instance.arrayNode();
            case NumericNode _ -> JsonNodeFactory.instance.numberNode(0);
            case StringNode text when !text.asString().isBlank() && !DATE.matcher(text.asString()).matches() -> JsonNodeFactory.instance.stringNode(
                    substitutes.of(text.asString(), "removed-", "a secret of the account"));
            default -> secret;
        };
    }

    private void text(ObjectNode object, String key, String text, String within, int depth) {
        if (MEMBER_KEY.matcher(key).matches() && !text.equalsIgnoreCase(own)) {
            object.put(key, other(text));
        } else if (depth > 0 && SUBJECT_KEY.matcher(key).matches() && within.matches("(?i).*(messages?|mails?|conversations?|inbox|pms?|notifications?)")) {
            object.put(key, substitutes.of(text, "Subject ", "the subject of a mail"));
        }
    }
}
