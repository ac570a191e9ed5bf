package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The keys of definitions, of JSON and of CSV.
class FieldTest {

    @ParameterizedTest
    @EnumSource
    void each_figure_is_found_by_its_key(Field field) {
        assertEquals(Optional.of(field), Field.of(field.key()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UPLOADED", "Uploaded", "uploaded ", "x_uploaded", "seed-size"})
    void and_by_no_other(String key) {
        assertEquals(Optional.empty(), Field.of(key));
    }
}
