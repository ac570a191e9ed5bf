package org.trackerwatch.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An alert in words, before a provider gives it its form. Texts are plain: tracker text in them is untrusted, and the
/// provider escapes it for its own markup. Privacy has already been applied.
///
/// @param title    one line
/// @param text     one or two sentences
/// @param figures  the account's figures, as a person reads them
/// @param occurred when it happened, which may be long before it is sent
/// @param code     short and the same on every resend, so that a reader recognises a duplicate
/// @param note     "delayed", "may be a duplicate" and their like
/// @param story    the same for programs; see [#told]
public record Message(Severity severity, String title, String text, List<Figure> figures, Instant occurred, String code,
                      Optional<String> note, Optional<Story> story) {

    public record Figure(String name, String value) {}

    public Message {
        figures = List.copyOf(figures);
    }

    /// One for people alone.
    public Message(Severity severity, String title, String text, List<Figure> figures, Instant occurred, String code,
                   Optional<String> note) {
        this(severity, title, text, figures, occurred, code, note, Optional.empty());
    }

    /// With this said, too.
    public Message noting(String more) {
        return new Message(severity, title, text, figures, occurred, code,
                Optional.of(note.map(first -> first + ", " + more).orElse(more)), story);
    }

    public Message with(Story other) {
        return new Message(severity, title, text, figures, occurred, code, note, Optional.of(other));
    }

    /// The target that it tells of, as it is called in it; empty if it tells of none.
    public Optional<String> about() {
        return story.map(Story::data).flatMap(data -> Optional.ofNullable(data.get(Story.TARGET))).map(String::valueOf);
    }

    /// With the target that it tells of under another name.
    public Message calling(String other) {
        return about().map(name -> new Message(severity, title.replace(quoted(name), quoted(other)),
                text.replace(quoted(name), quoted(other)), figures, occurred, code, note, story.map(told -> told.calling(other)))).orElse(this);
    }

    /// As messages put the name of a target.
    public static String quoted(String name) {
        return "“" + name + "”";
    }

    /// For programs, in any case: of what has no story, only that there is something to read.
    public Story told() {
        return story.orElseGet(() -> Story.of(Story.NOTICE, occurred + " " + code + " " + title, Map.of()));
    }
}
