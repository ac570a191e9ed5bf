package org.trackerwatch.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import org.trackerwatch.core.Event;
import org.trackerwatch.trackers.Value;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Values as JSON texts in the database, read back exactly as they were written. Only for what is read seldom and
/// whole; the first use costs some 0.2 s, which commands without need of it save.
///
/// The variants of sealed types go by their simple names, so renaming one needs a migration.
final class Documents {

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private interface Variant {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Value.class, Variant.class)
            .addMixIn(Event.Detail.class, Variant.class)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultVisibility(all -> all.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY).withCreatorVisibility(Visibility.ANY))
            .build();

    private Documents() {}

    /// @param kind as it will be read: a variant says which one it is only where its sealed type is asked for
    static <T> String write(Class<T> kind, T value) {
        return MAPPER.writerFor(kind).writeValueAsString(value);
    }

    static <T> T read(Class<T> kind, String text) {
        return MAPPER.readValue(text, kind);
    }
}
