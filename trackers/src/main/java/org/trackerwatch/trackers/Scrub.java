package org.trackerwatch.trackers;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import tools.jackson.databind.JsonNode;

/// Takes out of a page what can only be told by where it stands: other members' names, subjects of mail, what is hidden
/// in forms, what stands beside "passkey". What can be told by its looks is [Delicate].
final class Scrub {

    private static final Pattern HIDDEN_NAME = Pattern.compile("(?i)token|csrf|auth|key|secret|sess|hash|nonce|captcha");

    private static final Pattern LABEL = Pattern.compile("(?i)^\\W*(pass ?key|torrent ?pass|announce( url)?|api[ -]?(key|token)|rss[ -]?(key|token)?|pid|"
            + "irc[ -]?(key|pass\\w*)|e-?mail( address)?|ip([ -]address(es)?)?|invited by|inviter|邮箱|郵箱|密钥|密鑰|邀请人|邀請人|adresse (ip|e-?mail))\\W*$");

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
    private final JsonScrub json;

    /// @param own the member's own name, which has a substitute already
    /// @param ids likewise
    Scrub(Optional<String> own, OwnIds ids, Substitutes substitutes) {
        this.own = own.orElse("");
        this.ids = ids;
        this.substitutes = substitutes;
        this.json = new JsonScrub(this.own, this::other, substitutes);
    }

    String json(JsonNode tree) {
        return json.over(tree);
    }

    String html(Page page) {
        var copy = page.html().clone();
        copy.outputSettings().prettyPrint(false);
        copy.nodeStream(Comment.class).forEach(comment -> comment.setData(" "));
        copy.getAllElements().stream().flatMap(Spot::in).toList().forEach(spot -> code(spot, page));
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
        new Beside(LABEL).in(copy).forEach(this::beside);
        copy.select("a[href]").forEach(this::link);
        return copy.outerHtml();
    }

    private void attributes(Element element) {
        List.copyOf(element.attributes().asList()).stream().map(Attribute::getKey)
                .filter(name -> name.startsWith("data-") && SecretWords.isName(name.substring(5)) && !name.equals("data-cfemail"))
                .forEach(name -> replace(element, name, "removed-", "a secret of the account"));
    }

    /// Outside of JSON it is told by its looks.
    private void code(Spot spot, Page page) {
        var text = new StringBuilder(spot.text());
        page.insets(spot.text()).reversed().forEach(inset -> json.changed(inset.tree())
                .ifPresent(clean -> text.replace(inset.from(), inset.to(), clean.replace("<", "\\u003c"))));
        spot.become(text.toString());
    }

    private void replace(Element element, String attribute, String stand, String what) {
        if (!element.attr(attribute).isBlank()) {
            element.attr(attribute, substitutes.of(element.attr(attribute), stand, what));
        }
    }

    private void beside(Node value) {
        switch (value) {
            case TextNode text -> text.text(" " + removed(text.getWholeText().strip()));
            case Element input when input.nameIs("input") -> replace(input, "value", "removed-", BESIDE);
            case Element element when !element.text().isBlank() -> element.text(removed(element.text()));
            case Element element -> {
                element.select("input[value]").forEach(input -> replace(input, "value", "removed-", BESIDE));
                element.select("textarea").forEach(Element::empty);
            }
            default -> { }
        }
    }

    private String removed(String text) {
        var substitute = substitutes.of(text, "removed-", BESIDE);
        if (text.length() >= LONG && text.matches("(?s).*[\\d@].*")) {
            substitutes.name(text, substitute);
        }
        return substitute;
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
}
