package org.trackerwatch.web.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether a page that is open can be read: by ear, and by eye on a wide and a narrow screen in light and in dark colours,
/// without being loaded for each.
final class Sight {

    private Sight() {}

    static List<String> faults(Browser browser) {
        var found = new ArrayList<>(browser.wrong("shape"));
        for (int width : List.of(Browser.NARROW, Browser.WIDE)) {
            browser.size(width);
            for (var theme : List.of("light", "dark")) {
                browser.run("document.documentElement.dataset.theme = arguments[0]", theme);
                Map.of("contrast", browser.wrong("contrast"), "overflow", browser.wrong("overflow")).forEach((what, faults) ->
                        faults.forEach(each -> found.add("%s, %d, %s: %s".formatted(what, width, theme, each))));
            }
        }
        return found;
    }
}
