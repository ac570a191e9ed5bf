package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GlimpseTest {

    @Test
    void what_is_told_at_a_glimpse_is_what_the_whole_definition_says() {
        var definitions = Definitions.bundled();
        assertEquals(Stream.concat(definitions.platforms().stream(), definitions.slugs().stream())
                .map(name -> Glimpse.of(definitions.find(name).orElseThrow())).toList(), Definitions.bundled().glimpses());
    }
}
