package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An answer as something to look things up in. Parsed when first looked at, and then only once.
final class Page {

    /// Content types are malformed in the wild (`utf-8; Cache-control:private`), so only this part is looked for.
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*[\"']?\\s*([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    /// Where JSON may begin within a script.
    private static final Pattern BRACE = Pattern.compile("[{\\[]");
    private static final int MOST_BRACES = 50;

    private static final int HEAD = 2048;
    private static final int MOST_DIGITS = 40;

    private final Answer answer;
    private final Trees trees;
    private final Optional<String> unwrap;
    private final Charset encoding;
    private @Nullable String text;
    private Trees.Flaw flaw = Trees.Flaw.NONE;
    private @Nullable Document html;
    private Ending ending = Ending.NONE;
    private boolean isDoubtful;
    private @Nullable Optional<JsonNode> json;
    private final Map<Selector, Elements> found = new HashMap<>();

    Page(Answer answer, Trees trees) {
        this(answer, Optional.empty(), StandardCharsets.UTF_8, trees);
    }

    /// @param unwrap   a JSON object within the answer that is looked at before the whole
    /// @param encoding of an answer that declares none and is not UTF-8
    Page(Answer answer, Optional<String> unwrap, Charset encoding, Trees trees) {
        this.encoding = encoding;
        this.trees = trees;
        this.answer = answer;
        this.unwrap = unwrap;
    }

    Answer answer() {
        return answer;
    }

    /// Whether these are no letters at all, but what looks like packed data, or an encoding of which the page says nothing.
    boolean isGarbled() {
        var start = text().substring(0, Math.min(2 * HEAD, text().length()));
        return start.chars().filter(letter -> letter < ' ' && !Character.isWhitespace(letter)).count() > start.length() / 20;
    }

    /// More than any page of figures has; then there is nothing on it to look up.
    boolean isTooLarge() {
        if (!answer.isCut() && json().isEmpty()) {
            html();
        }
        return flaw == Trees.Flaw.TOO_LARGE || answer.isCut();
    }

    /// Whether an object in it has the same name twice: which of the two counts is anybody's guess.
    boolean isAmbiguous() {
        return json().isPresent() && flaw == Trees.Flaw.AMBIGUOUS;
    }

    String text() {
        if (text == null) {
            text = new String(answer.body(), charset());
        }
        return text;
    }

    /// Empty where the answer is no JSON object or list. A lone number or word is not what any site means by JSON.
    Optional<JsonNode> json() {
        if (json == null) {
            json = parsed();
        }
        return json;
    }

    /// The scalar at a pointer, as text; in the inner object, if there is one, else in the whole. `null` is nothing.
    Optional<String> scalar(String pointer) {
        var inner = unwrap.flatMap(path -> json().map(node -> node.at(path))).filter(JsonNode::isObject);
        return inner.flatMap(node -> scalar(node, pointer)).or(() -> json().flatMap(node -> scalar(node, pointer)));
    }

    /// The objects that [#scalar] looks into, themselves: the whole and what is wrapped in it.
    Stream<ObjectNode> objects() {
        return Stream.concat(unwrap.flatMap(path -> json().map(node -> node.at(path))).stream(), json().stream())
                .filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    /// The elements of the list there, or the values of the object; empty where there is neither.
    Optional<List<JsonNode>> items(String pointer) {
        var inner = unwrap.flatMap(path -> json().map(node -> node.at(path))).map(node -> node.at(pointer)).filter(JsonNode::isContainer);
        return inner.or(() -> json().map(node -> node.at(pointer)).filter(JsonNode::isContainer)).map(node -> List.copyOf(node.values()));
    }

    /// JSON that stands somewhere in a text: `window.me = {"up": 7};`.
    ///
    /// @param from where in the text it begins
    /// @param to   where it has ended
    record Inset(int from, int to, JsonNode tree) {

        Optional<String> scalar(List<String> pointers) {
            return pointers.stream().flatMap(pointer -> Page.scalar(tree, pointer).stream()).findFirst();
        }
    }

    /// The first brace that begins JSON with such a value counts.
    Optional<Inset> embedded(String text, List<String> pointers) {
        var brace = BRACE.matcher(text);
        return Stream.iterate(0, tries -> tries < MOST_BRACES && brace.find(), tries -> tries + 1)
                .flatMap(_ -> inset(text, brace.start()).stream()).filter(inset -> inset.scalar(pointers).isPresent()).findFirst();
    }

    /// All that stand in it, none within another.
    List<Inset> insets(String text) {
        var insets = new ArrayList<Inset>();
        var brace = BRACE.matcher(text);
        for (int tries = 0, at = 0; tries < MOST_BRACES && brace.find(at); tries++) {
            var inset = inset(text, brace.start());
            inset.ifPresent(insets::add);
            at = inset.map(Inset::to).orElse(brace.end());
        }
        return insets;
    }

    private Optional<Inset> inset(String text, int from) {
        return trees.leading(text.substring(from)).map(found -> new Inset(from, from + found.length(), found.tree()));
    }

    static Optional<String> scalar(JsonNode root, String pointer) {
        return Optional.of(root.at(pointer)).filter(JsonNode::isValueNode).filter(node -> !node.isNull() && !node.isMissingNode())
                .flatMap(node -> node.isNumber() ? number(node.decimalValue()) : Optional.of(node.asString()));
    }

    /// Without exponent. `1e999999999` is a valid number of a billion digits: nothing that a site means.
    private static Optional<String> number(BigDecimal number) {
        return Math.abs(number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS
                ? Optional.empty() : Optional.of(number.toPlainString());
    }

    /// With `</body>` or `</html>`.
    boolean hasEnd() {
        return ending().isSaid();
    }

    /// `</body>` and `</html>` may be left out; then the answer must have told where it ends, and all else be closed. Where a
    /// page breaks off, as it does when the site fails in the middle of it, a figure would be read by half, a sign that was to
    /// come would not be there, and what is counted would be too few.
    boolean mayLackItsEnd() {
        return answer.framed() && ending().mayBeLeftOut();
    }

    /// Whether more of this might have been to come when the page ended. Then nothing that it says or lacks is a figure.
    boolean isOpen(Element element) {
        boolean open = ending().isOpen(element);
        isDoubtful |= open;
        return open;
    }

    /// Whether a figure was looked for in what was open at the end.
    boolean isDoubtful() {
        return isDoubtful;
    }

    private Ending ending() {
        html();
        return ending;
    }

    Document html() {
        if (html == null) {
            var mark = EndMark.in(text());
            var grown = trees.html(mark);
            note(grown.flaw());
            html = grown.tree().orElseGet(() -> Document.createShell(""));
            ending = mark.takenFrom(html);
        }
        return html;
    }

    /// All such elements. Many figures of a page stand in the same block, so it is looked for once.
    Elements elements(Selector selector) {
        return found.computeIfAbsent(selector, css -> css.in(html()));
    }

    private Optional<JsonNode> parsed() {
        var start = text().stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[") && !start.startsWith("\ufeff")) {
            return Optional.empty();
        }
        var grown = trees.json(start.startsWith("\ufeff") ? start.substring(1) : start);
        note(grown.flaw());
        return grown.tree();
    }

    private void note(Trees.Flaw found) {
        flaw = flaw == Trees.Flaw.NONE ? found : flaw;
    }

    /// That of a byte order mark, as browsers do it; else the header's charset, else the one in the head of the page, else UTF-8
    /// if it is that, else the site's usual one. What is said to be one byte a letter, and is UTF-8 with letters of several, is
    /// UTF-8: no text in another encoding is that by chance.
    private Charset charset() {
        var declared = answer.header("Content-Type").flatMap(Page::declared);
        var head = new String(answer.body(), 0, Math.min(HEAD, answer.body().length), StandardCharsets.ISO_8859_1);
        return marked(head).or(() -> declared.or(() -> declared(head)).map(said -> isNarrow(said) && isUtf8() ? StandardCharsets.UTF_8 : said))
                .orElseGet(() -> isUtf8() ? StandardCharsets.UTF_8 : encoding);
    }

    private static Optional<Charset> marked(String head) {
        return head.startsWith("\u00ff\u00fe") ? Optional.of(StandardCharsets.UTF_16LE)
                : head.startsWith("\u00fe\u00ff") ? Optional.of(StandardCharsets.UTF_16BE)
                : Optional.of(StandardCharsets.UTF_8).filter(_ -> head.startsWith("\u00ef\u00bb\u00bf"));
    }

    /// The same for a page of nothing but ASCII, whatever it says.
    private static boolean isNarrow(Charset charset) {
        return charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1;
    }

    private boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(answer.body()));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static Optional<Charset> declared(String text) {
        var match = CHARSET.matcher(text);
        try {
            return match.find() ? Optional.of(Charset.forName(match.group(1))) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return Optional.empty();
        }
    }
}
