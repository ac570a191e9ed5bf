package org.trackerwatch.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/// What pages are made of, read as text: they keep to the policy that the server sends with them, hold together, and stay
/// small.
class WebFilesTest {

    private static final int DASHBOARD_AT_MOST = 100_000;

    private static final Pattern IMPORT = Pattern.compile("(?:from|import|import\\()\\s*\"(\\./[^\"]+)\"");
    private static final Pattern ADDRESS = Pattern.compile("(?:https?:)?//[a-z0-9.-]+\\.[a-z]{2,}");

    /// Names of things, which nobody asks for.
    private static final Set<String> NAMES_ONLY = Set.of("http://www.w3.org");

    @Test
    void a_page_has_a_language_a_title_a_viewport_and_one_main_part() {
        pages().forEach((name, page) -> {
            assertEquals("en", page.selectFirst("html").attr("lang"), name);
            assertFalse(page.title().isBlank(), name);
            assertTrue(page.select("meta[name=viewport]").attr("content").contains("width=device-width"), name);
            assertEquals(1, page.select("main#main").size(), name);
            assertEquals(1, page.select("h1").size(), name + " needs one heading");
            assertEquals(1, page.select("noscript").size(), name);
            assertEquals("js/theme.js", page.select("head script[src]").first().attr("src"), name + " would flash");
        });
    }

    @Test
    void pages_hold_no_code_and_no_style_of_their_own() {
        pages().forEach((name, page) -> {
            assertEquals(List.of(), page.select("script:not([src]), style, [style]").eachText(), name);
            assertTrue(page.select("script:not([src]), style, [style]").isEmpty(), name);
            page.select("*").forEach(element -> element.attributes().forEach(attribute ->
                    assertFalse(attribute.getKey().startsWith("on") || attribute.getValue().startsWith("javascript:"), name + " " + attribute)));
        });
    }

    @Test
    void no_script_parses_what_it_is_given() {
        own(".js").forEach((name, text) -> {
            for (var forbidden : List.of("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(", "new Function",
                    "setAttribute(\"style\"", "createContextualFragment")) {
                assertFalse(text.contains(forbidden), name + " has " + forbidden);
            }
        });
    }

    @Test
    void nothing_is_asked_of_another_host() {
        files().forEach((name, text) -> {
            if (!name.startsWith("vendor/")) {
                var found = ADDRESS.matcher(text.replaceAll("(?m)^\\s*(///|//|/?\\*).*$", "")).results().map(match -> match.group())
                        .filter(address -> !NAMES_ONLY.contains(address)).toList();
                assertEquals(List.of(), found, name);
            }
        });
    }

    @Test
    void what_pages_and_modules_name_is_there() {
        var files = files().keySet();
        pages().forEach((name, page) -> named(page).forEach(each -> assertTrue(files.contains(each), name + " names " + each)));
        own(".js").forEach((name, text) -> imports(name, text).forEach(each ->
                assertTrue(files.contains(each), name + " imports " + each)));
    }

    @Test
    void every_file_is_of_use_to_a_page() {
        var used = new TreeSet<>(Set.of("icon.svg", "app.webmanifest", "vendor/uPlot.js", "vendor/uPlot.css", "vendor/uPlot-LICENSE.txt"));
        pages().keySet().forEach(name -> {
            used.add(name);
            used.addAll(whole(name));
        });
        assertEquals(used, new TreeSet<>(files().keySet()));
    }

    @Test
    void every_way_of_the_bar_leads_to_a_page() {
        var shell = files().get("js/shell.js");
        var ways = Pattern.compile("\\[\"[^\"]+\", \"([a-z-]+)\"]").matcher(shell).results().map(match -> match.group(1) + ".html").toList();
        assertTrue(ways.size() >= 6, shell);
        ways.forEach(way -> assertTrue(files().containsKey(way), way));
    }

    @Test
    void the_dashboard_is_small() {
        var pieces = whole("index.html");
        pieces.add("index.html");
        int size = pieces.stream().mapToInt(name -> packed(files().get(name))).sum();
        assertTrue(size < DASHBOARD_AT_MOST, "The dashboard is " + size + " bytes: " + pieces);
        assertFalse(pieces.stream().anyMatch(name -> name.startsWith("vendor/")), pieces.toString());
    }

    /// A module that is found only in another one costs a way to the server and back, on a phone a tenth of a second.
    @Test
    void the_dashboard_asks_for_all_its_modules_at_once() {
        var asked = pages().get("index.html").select("link[rel=modulepreload]").eachAttr("href");
        var needed = whole("index.html").stream().filter(name -> name.endsWith(".js") && !name.equals("js/theme.js") && !name.equals("js/dashboard.js")).toList();
        assertEquals(needed, asked.stream().sorted().toList());
    }

    @Test
    void no_file_is_longer_than_anybody_reads() {
        own(".js", ".css", ".html").forEach((name, text) -> assertTrue(text.lines().count() <= 300, name));
    }

    @Test
    void a_module_says_first_what_it_is_for() {
        own(".js").forEach((name, text) -> assertTrue(text.startsWith("/// "), name));
    }

    /// Of WCAG 2.2, 1.4.3 and 1.4.11.
    @Test
    void colours_can_be_read_in_both_themes() {
        for (var theme : List.of(colours(":root {"), colours(":root[data-theme=\"light\"] {"))) {
            for (var text : List.of("text", "muted", "accent", "good", "attention", "broken", "news")) {
                for (var under : List.of("bg", "surface", "raised")) {
                    assertTrue(contrast(theme.get(text), theme.get(under)) >= 4.5, text + " on " + under + " in " + theme);
                }
            }
            assertTrue(contrast(theme.get("on-accent"), theme.get("accent")) >= 4.5, theme.toString());
            for (var line : List.of("edge", "up", "down", "good", "attention", "broken", "c-a", "c-b", "c-c", "c-d", "c-e", "c-f", "c-g", "c-h", "c-i", "c-j")) {
                assertTrue(contrast(theme.get(line), theme.get("surface")) >= 3, line + " in " + theme);
            }
            assertTrue(contrast(theme.get("edge"), theme.get("bg")) >= 3 && contrast(theme.get("edge"), theme.get("raised")) >= 3, theme.toString());
        }
    }

    /// Of trackers in a stack, and of the last one and the first, where there are more.
    @Test
    void colours_of_neighbours_differ_in_lightness() {
        for (var theme : List.of(colours(":root {"), colours(":root[data-theme=\"light\"] {"))) {
            for (char each = 'a'; each <= 'j'; each++) {
                char next = each == 'j' ? 'a' : (char) (each + 1);
                assertTrue(contrast(theme.get("c-" + each), theme.get("c-" + next)) >= 3, each + " beside " + next + " in " + theme);
            }
        }
    }

    @Test
    void the_chart_library_comes_with_its_licence() {
        assertTrue(files().get("vendor/uPlot.js").contains("leeoniya/uPlot"));
        assertTrue(files().get("vendor/uPlot-LICENSE.txt").startsWith("The MIT License (MIT)"));
    }

    /// All that comes with a page, however deep it is named.
    private static Set<String> whole(String page) {
        var found = new TreeSet<String>();
        var waiting = new ArrayList<>(named(pages().get(page)));
        while (!waiting.isEmpty()) {
            var name = waiting.removeLast();
            if (found.add(name) && name.endsWith(".js")) {
                waiting.addAll(imports(name, files().getOrDefault(name, "")));
            }
        }
        return found;
    }

    private static List<String> named(Document page) {
        return page.select("script[src], link[href], img[src]").stream()
                .map(element -> element.hasAttr("src") ? element.attr("src") : element.attr("href")).toList();
    }

    private static List<String> imports(String name, String text) {
        return IMPORT.matcher(text).results().map(match -> Path.of(name).resolveSibling(match.group(1)).normalize().toString()).toList();
    }

    private static Map<String, Document> pages() {
        return own(".html").entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> Jsoup.parse(entry.getValue())));
    }

    private static Map<String, String> own(String... endings) {
        return files().entrySet().stream().filter(entry -> !entry.getKey().startsWith("vendor/")
                && Stream.of(endings).anyMatch(entry.getKey()::endsWith)).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> files() {
        try {
            var root = Path.of(WebFilesTest.class.getResource("/web").toURI());
            try (var all = Files.walk(root)) {
                return all.filter(Files::isRegularFile).collect(Collectors.toMap(file -> root.relativize(file).toString(), WebFilesTest::read));
            }
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int packed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }

    private static Map<String, Integer> colours(String opening) {
        var text = files().get("css/tokens.css");
        var block = text.substring(text.indexOf(opening), text.indexOf('}', text.indexOf(opening)));
        var colours = new HashMap<String, Integer>();
        Pattern.compile("--([a-z-]+): #([0-9a-f]{6});").matcher(block).results()
                .forEach(match -> colours.put(match.group(1), Integer.parseInt(match.group(2), 16)));
        assertTrue(colours.size() > 10, block);
        return colours;
    }

    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) + 0.0722 * linear(colour & 255);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
