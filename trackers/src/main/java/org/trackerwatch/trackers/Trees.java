package org.trackerwatch.trackers;

import java.io.Reader;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Makes trees of answers, within bounds: a tree is 20 to 100 times as large as what it is made of, and a valid page of
/// nothing but line breaks would end the program. One for the whole process, as its memory is one.
final class Trees {

    /// What is wrong with a text that is one. An ambiguous object has the same name twice; its tree has the last of them.
    enum Flaw { NONE, TOO_LARGE, AMBIGUOUS }

    /// The text of a page as a tree; empty if it would be too large.
    record Grown<T>(Optional<T> tree, Flaw flaw) {}

    /// Tags count twice, opened and closed. A busy front page has about 6000.
    static final int MOST_TAGS = 30_000;

    /// One tag may become twelve elements: HTML opens again what was closed in the wrong order.
    static final int MOST_ELEMENTS = 60_000;

    /// An account's figures are some hundred.
    static final int MOST_TOKENS = 60_000;

    private static final int AT_ONCE = 2;

    /// Fractions exactly as they are written: a double would turn `0.1` into something else. Of a name that an object has
    /// twice, some readers take the first and some the last; here that is told.
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).maxNestingDepth(200).build()).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

    private static final ObjectReader BEGINNING = JSON.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final ObjectReader CARELESS = JSON.reader().without(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    Grown<Document> html(EndMark page) {
        return page.text().chars().filter(letter -> letter == '<').limit(MOST_TAGS + 1L).count() > MOST_TAGS
                ? new Grown<>(Optional.empty(), Flaw.TOO_LARGE) : inTurn(() -> grown(page.marked()));
    }

    /// Counted while it grows: afterwards would be too late. Jsoup itself bounds how deep it grows.
    private static Grown<Document> grown(Reader text) {
        try (var parser = new StreamParser(Parser.htmlParser()).parse(text, "")) {
            int elements = 0;
            for (var rest = parser.iterator(); rest.hasNext(); rest.next()) {
                if (++elements > MOST_ELEMENTS) {
                    return new Grown<>(Optional.empty(), Flaw.TOO_LARGE);
                }
            }
            return new Grown<>(Optional.of(parser.document()), Flaw.NONE);
        }
    }

    /// An exponent of ten digits and more makes a plain NumberFormatException.
    ///
    /// @param text begins like an object or a list
    Grown<JsonNode> json(String text) {
        return inTurn(() -> {
            try {
                return new Grown<>(Optional.of(JSON.readTree(text)).filter(node -> node.isObject() || node.isArray()), Flaw.NONE);
            } catch (StreamConstraintsException _) {
                return new Grown<>(Optional.empty(), Flaw.TOO_LARGE);
            } catch (JacksonException | NumberFormatException _) {
                return ambiguous(text);
            }
        });
    }

    private static Grown<JsonNode> ambiguous(String text) {
        try {
            return new Grown<>(Optional.of(CARELESS.readTree(text)), Flaw.AMBIGUOUS);
        } catch (JacksonException | NumberFormatException _) {
            return new Grown<>(Optional.empty(), Flaw.NONE);
        }
    }

    /// @param length of the text that it was made of
    record Leading(JsonNode tree, int length) {}

    /// The JSON with which a text begins, whatever follows it.
    Optional<Leading> leading(String text) {
        return inTurn(() -> {
            try (var parser = BEGINNING.createParser(text)) {
                var tree = BEGINNING.<JsonNode>readValue(parser);
                return Optional.of(new Leading(tree, (int) parser.currentLocation().getCharOffset())).filter(found -> found.tree().isContainer());
            } catch (JacksonException | NumberFormatException _) {
                return Optional.empty();
            }
        });
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
