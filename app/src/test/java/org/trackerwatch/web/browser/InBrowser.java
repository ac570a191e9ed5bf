package org.trackerwatch.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tests that share one browser. Where there is none they are skipped, and say so; where there is one, an error in its
/// console fails the test that it came up in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {

    static final String NONE = "No chromium and chromedriver are on the PATH: the tests in a real browser are skipped."
            + " On Debian: apt-get install chromium chromium-driver";

    private Optional<Browser> opened = Optional.empty();

    @BeforeAll
    void open(@TempDir Path directory) {
        opened = Browser.open(directory);
        if (opened.isEmpty()) {
            System.err.println(NONE);
        }
        Assumptions.assumeTrue(opened.isPresent(), NONE);
    }

    Browser browser() {
        return opened.orElseThrow();
    }

    @AfterEach
    void nothing_was_complained_of() {
        assertEquals(List.of(), browser().complaints());
    }

    @AfterAll
    void leave() {
        opened.ifPresent(Browser::close);
    }
}
