package org.trackerwatch.web.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A headless Chromium with a profile of its own, which reaches nothing but the loopback. Things are found as their user
/// would name them: a button by its words, a field by its label. Waits are bounded, and tell what was on the page.
final class Browser implements AutoCloseable {

    static final int WIDE = 1280;
    static final int NARROW = 360;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private static final List<String> FLAGS = List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--no-proxy-server",
            "--hide-scrollbars", "--force-prefers-reduced-motion", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

    /// Selenium remarks on versions that its protocol for developers does not know; nothing here uses that.
    private static final Logger CHATTER = Logger.getLogger("org.openqa.selenium");

    private final Path directory;
    private final ChromeDriver driver;
    private final List<ProcessHandle> started;

    private Browser(Path driverFile, Path browserFile, Path directory) {
        CHATTER.setLevel(Level.SEVERE);
        this.directory = directory;
        var others = children();
        var service = new ChromeDriverService.Builder().usingDriverExecutable(driverFile.toFile()).usingAnyFreePort().build();
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(browserFile.toFile());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + directory.resolve("profile"));
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(service, options);
        started = children().stream().filter(each -> !others.contains(each)).toList();
        driver.executeCdpCommand("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", downloads().toString()));
        size(WIDE);
    }

    /// None where Chromium or its driver is not installed.
    ///
    /// @param directory for its profile and what it downloads
    static Optional<Browser> open(Path directory) {
        return onPath("chromedriver").flatMap(driver -> onPath("chromium").map(browser -> new Browser(driver, browser, directory)));
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(each -> Path.of(each, program))
                .filter(Files::isExecutable).findFirst();
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }

    Path downloads() {
        return directory.resolve("downloads");
    }

    Browser size(int width) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 600));
        return this;
    }

    /// Opens a page and waits until it has drawn all that it loads.
    Browser visit(URI page) {
        driver.get(page.toString());
        return settled();
    }

    /// Remembers something as the page's own scripts do, for an origin that is open.
    Browser remember(String name, String value) {
        run("localStorage.setItem('trackerwatch.' + arguments[0], arguments[1])", name, value);
        return this;
    }

    /// Leaves the page before its server goes, which it would rightly complain of, and forgets who was signed in: cookies know
    /// no ports, so tests would share them.
    void leave() {
        driver.get("about:blank");
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    Browser settled() {
        return until("the page is drawn", () -> (Boolean) run(SETTLED));
    }

    private static final String SETTLED = """
            const content = document.querySelector("#content");
            return document.readyState === "complete" && content !== null && content.children.length > 0
                && document.querySelector("[aria-busy=true], .bones, .progress") === null
                && [...document.querySelectorAll(".chart-stage")].every(stage => stage.querySelector("canvas"));""";

    URI address() {
        return URI.create(driver.getCurrentUrl());
    }

    /// What can be read on the page, and heard of it.
    String text() {
        return (String) run("return document.body.innerText");
    }

    Browser until(String text) {
        return until("“" + text + "”", () -> text().contains(text));
    }

    Browser until(String what, Supplier<Boolean> holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!patiently(holds)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited in vain at " + address() + " for " + what + ". The page says:\n" + text() + "\n" + complaints());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return this;
    }

    private static boolean patiently(Supplier<Boolean> holds) {
        try {
            return holds.get();
        } catch (StaleElementReferenceException _) {
            return false; // drawn anew between two looks
        }
    }

    /// Presses the button or follows the link of these words, in the dialog where one is open.
    Browser press(String words) {
        return until("a button “" + words + "”", () -> Optional.ofNullable((WebElement) run(Scripts.BUTTON, words)).map(button -> {
            run("arguments[0].scrollIntoView({block: 'center'})", button);
            button.click();
            return true;
        }).orElse(false));
    }

    /// Types into the field of this label.
    Browser type(String label, String text) {
        var field = field(label);
        field.clear();
        field.sendKeys(text);
        return this;
    }

    WebElement field(String label) {
        var found = new ArrayList<WebElement>();
        until("a field “" + label + "”", () -> Optional.ofNullable((WebElement) run(Scripts.FIELD, label)).map(found::add).orElse(false));
        return found.getFirst();
    }

    /// Presses keys wherever the focus is.
    Browser keys(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    /// Goes on by Tab until the focus is on something of these words.
    Browser tabTo(String words) {
        for (int i = 0; i < 40; i++) {
            keys(Keys.TAB);
            if (String.valueOf(run(Scripts.FOCUSED)).contains(words)) {
                return this;
            }
        }
        throw new AssertionError("Tab does not come to “" + words + "” at " + address());
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /// What a script of `browser/` finds wrong with the page.
    List<String> wrong(String script, Object... arguments) {
        return ((List<?>) run(Scripts.named(script), arguments)).stream().map(String::valueOf).toList();
    }

    /// The errors in its console since the last look, violations of the content security policy among them.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getLevel() + " " + entry.getMessage()).toList();
    }

    /// Of the whole page, as PNG.
    byte[] picture() {
        run("scrollTo(0, 0)"); // or the bar on top would stand in the middle
        var height = ((Number) run("return Math.min(document.documentElement.scrollHeight, 6000)")).intValue();
        var width = ((Number) run("return document.documentElement.clientWidth")).intValue();
        var clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        return OutputType.BYTES.convertFromBase64Png((String) driver.executeCdpCommand("Page.captureScreenshot",
                Map.of("format", "png", "captureBeyondViewport", true, "clip", clip)).get("data"));
    }

    /// Leaves nothing running, even where the browser no longer listens.
    @Override
    public void close() {
        var all = started.stream().flatMap(each -> Stream.concat(Stream.of(each), each.descendants())).toList();
        try {
            driver.quit();
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static final class Scripts {

        static final String BUTTON = named("button");
        static final String FIELD = named("field");
        static final String FOCUSED = named("focused");

        private Scripts() {}

        static String named(String name) {
            try (var stream = Browser.class.getResourceAsStream("/browser/" + name + ".js")) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
