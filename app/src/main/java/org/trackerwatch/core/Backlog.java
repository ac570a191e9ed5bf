package org.trackerwatch.core;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.core.Delivery.Form;

/// What waited for a target that could not be reached, told in a few messages instead of in many: one line for each, none
/// left out, in the order in which they would have been sent.
public record Backlog(List<Message> messages) {

    /// As many fill three requests of a service that takes ten at once.
    static final int MANY = 30;

    /// Nothing waits as long for company.
    private static final Duration WAITED = Calm.window(Severity.INFO);

    public Backlog {
        messages = List.copyOf(messages);
    }

    /// Whether they are so many, and waited so long, that nobody wants to read each by itself. A target that wants each at
    /// once gets each.
    ///
    /// @param ready what may share the next request
    public static boolean is(List<Delivery> ready, Target target, Instant now) {
        return target.calm().batch() && ready.stream().allMatch(delivery -> delivery.form() == Form.SHARED)
                && ready.stream().filter(delivery -> delivery.created().plus(WAITED).isBefore(now)).count() > MANY;
    }

    /// As many in each as have room.
    ///
    /// @param room bytes of UTF-8
    public List<Backlog> pages(int room) {
        var pages = new ArrayList<Backlog>();
        var page = new ArrayList<Message>();
        int left = room;
        for (var message : messages) {
            int size = 1 + line(message).getBytes(StandardCharsets.UTF_8).length;
            if (size > left && !page.isEmpty()) {
                pages.add(new Backlog(page));
                page.clear();
                left = room;
            }
            page.add(message);
            left -= size;
        }
        pages.add(new Backlog(page));
        return pages;
    }

    /// All of them in one message, which is as grave as the gravest.
    public Message message() {
        var gravest = messages.stream().map(Message::severity).min(Comparator.naturalOrder()).orElseThrow();
        var code = Wording.code(messages.stream().map(Message::code).collect(Collectors.joining()));
        return new Message(gravest, messages.size() == 1 ? "1 alert that waited" : messages.size() + " alerts that waited",
                messages.stream().map(Backlog::line).collect(Collectors.joining("\n")), List.of(), messages.getFirst().occurred(), code,
                Optional.empty());
    }

    private static String line(Message message) {
        return (message.severity() == Severity.URGENT ? "Urgent: " : "") + message.title() + message.note().map(note -> " (" + note + ")").orElse("");
    }
}
