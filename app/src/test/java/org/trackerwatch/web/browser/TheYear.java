package org.trackerwatch.web.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.trackerwatch.web.Showcase;

/// Hands the made-up year to all tests that look at it: one copy to all of a process.
final class TheYear implements ParameterResolver {

    /// Closed when the last test has ended.
    private record Passed(Path directory, Showcase showcase) implements AutoCloseable {

        static Passed now() {
            try {
                var directory = Files.createTempDirectory("year");
                PassedYear.into(directory);
                return new Passed(directory, Showcase.open(directory, 0, PassedYear.SEED));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            showcase.close();
            PassedYear.delete(directory);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Showcase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(TheYear.class)).computeIfAbsent("passed", _ -> Passed.now(), Passed.class).showcase;
    }
}
