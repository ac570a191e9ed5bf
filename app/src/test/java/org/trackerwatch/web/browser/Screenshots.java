package org.trackerwatch.web.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.trackerwatch.Api;
import org.trackerwatch.web.Showcase;

/// Takes a picture of every page, wide and narrow, dark and light, for people to look at:
///
///     java … org.trackerwatch.web.browser.Screenshots FOLDER SEED
final class Screenshots {

    private static final List<String> EMPTY = List.of("", "fleet", "events", "targets", "deliveries", "incidents");

    private final Browser browser;
    private final Path folder;

    private Screenshots(Browser browser, Path folder) {
        this.browser = browser;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        var folder = Files.createDirectories(Path.of(arguments[0]));
        var scratch = Files.createTempDirectory("screenshots");
        try (var browser = Browser.open(scratch).orElseThrow(() -> new IllegalStateException(InBrowser.NONE));
                var showcase = Showcase.open(scratch.resolve("year"), 0, Long.parseLong(arguments[1]));
                var empty = Api.in(scratch.resolve("empty"))) {
            var screenshots = new Screenshots(browser, folder);
            screenshots.take("setup", empty.address(), () -> browser.visit(empty.address().resolve("/setup")));
            screenshots.take("sign-in", showcase.address(), () -> browser.visit(showcase.address().resolve("sign-in")));
            SignedIn.at(browser, showcase.address(), Showcase.PASSWORD);
            for (var page : Pages.values()) {
                screenshots.take(page.name().toLowerCase(Locale.ROOT).replace('_', '-'), showcase.address(), () -> page.show(browser, showcase.address()));
            }
            screenshots.readme(showcase.address());
            browser.leave();
            browser.visit(SetupCode.link(empty)).type("New password", Showcase.PASSWORD).type("Once more", Showcase.PASSWORD)
                    .press("Set the password").until("What to do first");
            screenshots.take("first-steps", empty.address(), () -> browser.visit(empty.address().resolve("/setup")));
            for (var page : EMPTY) {
                screenshots.take("empty-" + (page.isEmpty() ? "dashboard" : page), empty.address(), () -> browser.visit(empty.address().resolve("/" + page)));
            }
            empty.json(201, empty.post("/api/v1/trackers", "{\"site\":\"avistaz\",\"name\":\"Old Mill\"}"));
            for (var page : List.of("", "tracker?id=1", "fleet")) {
                screenshots.take("unfilled-" + (page.isEmpty() ? "dashboard" : page.replaceAll("\\?.*", "")), empty.address(), () -> browser.visit(empty.address().resolve("/" + page)));
            }
            browser.complaints().forEach(System.err::println);
        }
    }

    /// Those that the README shows: nobody has to read there what a hostile name or class is like.
    private void readme(URI home) throws IOException {
        browser.run("""
                const asked = new XMLHttpRequest();
                asked.open("PATCH", "api/v1/trackers/7", false);
                asked.setRequestHeader("Content-Type", "application/json");
                asked.send(JSON.stringify({name: "Tidepool"}));""");
        browser.size(Browser.WIDE).remember("theme", "dark");
        for (var page : List.of(Pages.DASHBOARD, Pages.TRACKER)) {
            page.show(browser, home);
            browser.run("document.querySelectorAll('.trio .clamp').forEach(each => each.textContent = each.textContent.replaceAll(/<[^>]*>/g, ''))");
            Files.write(folder.resolve("readme-" + page.name().toLowerCase(Locale.ROOT) + ".png"), browser.picture());
        }
    }

    private void take(String name, URI origin, Runnable show) throws IOException {
        browser.visit(origin.resolve("/sign-in"));
        for (var theme : List.of("dark", "light")) {
            for (int width : List.of(Browser.WIDE, Browser.NARROW)) {
                browser.size(width).remember("theme", theme);
                show.run();
                Files.write(folder.resolve("%s-%d-%s.png".formatted(name, width, theme)), browser.picture());
            }
        }
    }
}
