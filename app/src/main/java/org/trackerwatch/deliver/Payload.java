package org.trackerwatch.deliver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;

/// A message as programs are sent it: the form that `docs/schema/webhook.schema.json` promises. What is in it stays under
/// its name for good; new names may come.
final class Payload {

    static final String VERSION = "1";

    /// Receivers are advised to refuse what is over 20 KB; the figures need a tenth of it.
    private static final int SUMMARY = 500;
    private static final int TEXT = 3000;
    private static final int DATUM = 1000;

    private Payload() {}

    /// @param delivery the same whenever this is sent again
    /// @param plain    with nothing in it that a receiver might stumble over
    static Map<String, @Nullable Object> of(Message message, String delivery, boolean plain) {
        var story = message.told();
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("id", story.id());
        event.put("type", story.type());
        event.put("time", message.occurred().toString());
        event.put("severity", message.severity().name().toLowerCase(Locale.ROOT));
        event.put("data", plain ? Map.of() : data(story.data()));
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("event", event);
        all.put("tracker", story.tracker().map(subject -> Map.of("name", subject.name(), "site", subject.site())).orElse(null));
        all.put("summary", Text.cut(Text.oneLine(message.title()), SUMMARY));
        all.put("text", Text.cut(Text.clean(message.text()), TEXT));
        all.put("timestamp", message.occurred().toString());
        all.put("meta", meta(message, delivery));
        return all;
    }

    private static Map<String, @Nullable Object> meta(Message message, String delivery) {
        var meta = new LinkedHashMap<String, @Nullable Object>();
        meta.put("version", VERSION);
        meta.put("source", "trackerwatch");
        meta.put("event_id", message.told().id());
        meta.put("delivery_id", delivery);
        meta.put("code", message.code());
        meta.put("note", message.note().map(Text::oneLine).orElse(null));
        meta.put("test", message.told().trial());
        return meta;
    }

    private static Map<String, @Nullable Object> data(Map<String, @Nullable Object> facts) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        facts.forEach((name, fact) -> data.put(name, fact instanceof String text ? Text.cut(Text.clean(text), DATUM) : fact));
        return Collections.unmodifiableMap(data);
    }

    /// As it is, and with one level beside it, and the time also as a number.
    static Map<String, @Nullable Object> both(Parcel parcel) {
        var nested = of(parcel.first(), "msg_" + parcel.key(), parcel.form() == Form.PLAIN);
        var both = new LinkedHashMap<String, @Nullable Object>(nested);
        both.putAll(flat(nested));
        both.put("timestamp_epoch", parcel.first().occurred().getEpochSecond());
        return both;
    }

    /// The same with one level, for tools in which people connect fields by hand: `event_type`, `data_current_ratio` …
    static Map<String, @Nullable Object> flat(Map<String, @Nullable Object> nested) {
        var flat = new LinkedHashMap<String, @Nullable Object>();
        spread("", nested, flat);
        return flat;
    }

    private static void spread(String start, Map<?, ?> nested, Map<String, @Nullable Object> flat) {
        nested.forEach((name, value) -> {
            var full = start + name;
            switch (value) {
                case Map<?, ?> inner -> spread(full.equals("event_data") ? "data_" : full + "_", inner, flat);
                case List<?> list when list.stream().anyMatch(Map.class::isInstance) -> spread(full + "_", numbered(list), flat);
                case Iterable<?> list -> flat.put(full, joined(list));
                case null, default -> flat.put(full, value);
            }
        });
    }

    /// From 1 on, as people count.
    private static Map<String, @Nullable Object> numbered(List<?> list) {
        var numbered = new LinkedHashMap<String, @Nullable Object>();
        list.forEach(item -> numbered.put(Integer.toString(numbered.size() + 1), item));
        return numbered;
    }

    private static String joined(Iterable<?> list) {
        var text = new StringBuilder();
        list.forEach(item -> text.append(text.isEmpty() ? "" : ", ").append(item));
        return text.toString();
    }
}
