package org.trackerwatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// docs/benchmarks.md, of which each benchmark writes its own part.
public final class BenchmarkPage {

    private static final String TITLE = "# Benchmarks\n\n";

    private BenchmarkPage() {}

    /// Puts the part in place of the one under the same heading, or at the end.
    ///
    /// @param part begins with its heading, `## …`
    public static void put(Path page, String part) throws IOException {
        var heading = part.lines().findFirst().orElseThrow();
        var parts = Files.exists(page) ? List.of(Files.readString(page).split("(?m)^(?=## )")) : List.<String>of();
        var others = parts.stream().filter(each -> each.startsWith("## ")).toList();
        boolean known = others.stream().anyMatch(each -> each.startsWith(heading + "\n"));
        var all = Stream.concat(others.stream().map(each -> each.startsWith(heading + "\n") ? part : each), known ? Stream.empty() : Stream.of(part));
        Files.writeString(page, all.map(each -> each.strip() + "\n").collect(Collectors.joining("\n", TITLE, "")));
    }
}
