package org.trackerwatch.deliver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.trackerwatch.trackers.Time;

/// All the fake services at once, for trying the built program by hand:
///
/// ```
/// cd app; java -cp … org.trackerwatch.deliver.Fair DIRECTORY SECONDS
/// ```
///
/// writes into the directory `environment` (variables that lead the program here) and for each kind `KIND.url` (what a user
/// would paste) and `KIND.arguments` (what `target add KIND --name N --url-file KIND.url` wants besides); at its end
/// `KIND.shown`, what readers saw, and `KIND.violations`.
final class Fair {

    private final Path directory;
    private final List<Vendor> vendors = Vendor.all(Time.SYSTEM);

    private Fair(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var fair = new Fair(Path.of(arguments[0]));
        fair.open(System.out);
        Time.SYSTEM.sleep(Duration.ofSeconds(Long.parseLong(arguments[1])));
        fair.close();
    }

    private void open(PrintStream out) throws IOException {
        var environment = new ArrayList<String>();
        for (var vendor : vendors) {
            var kind = vendor.notifier().kind();
            if (vendor.host() instanceof Loopback loopback) {
                environment.add("TRACKERWATCH_" + kind.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL=" + loopback.base());
            }
            write(kind + ".url", List.of(vendor.pasted()));
            write(kind + ".arguments", arguments(vendor));
        }
        write("environment", environment);
        out.println("open: " + vendors.stream().map(vendor -> vendor.notifier().kind()).toList());
    }

    private List<String> arguments(Vendor vendor) throws IOException {
        var arguments = new ArrayList<>(List.of("--allow-private"));
        vendor.options().forEach((key, value) -> arguments.add("--set " + key + "=" + value));
        for (var entry : vendor.secrets().entrySet()) {
            var file = write(vendor.notifier().kind() + "." + entry.getKey(), List.of(entry.getValue().reveal()));
            arguments.add("--set-file " + entry.getKey() + "=" + file);
        }
        return arguments;
    }

    private void close() throws IOException {
        for (var vendor : vendors) {
            var kind = vendor.notifier().kind();
            write(kind + ".shown", vendor.shown().stream().map(shown -> shown.at() + "\n" + shown.text() + "\n").toList());
            write(kind + ".violations", vendor.violations());
            vendor.close();
        }
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(directory.resolve(name), lines);
    }
}
