package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

    @Test
    void every_bundled_file_is_right() {
        assertEquals(List.of(), Definitions.bundled().checkAll());
    }

    @Test
    void a_platform_is_a_definition_of_its_own() {
        var unit3d = Definitions.bundled().find("unit3d").orElseThrow();
        assertTrue(unit3d.isPlatform());
        assertTrue(unit3d.reports().contains(Field.UPLOADED));
    }
}
