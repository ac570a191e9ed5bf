package org.trackerwatch.web.browser;

import java.net.URI;
import java.util.function.Consumer;

/// All that there is to look at, for whoever has signed in: each page, and the dialogs and states worth a look.
enum Pages {

    DASHBOARD(""),
    TRACKER("tracker?id=1"),
    UNKNOWN_FIGURES("tracker?id=6"),
    LONG_NAMED("tracker?id=7"),
    PER_DAY("tracker?id=1&range=90d", browser -> browser.press("Per day")),
    FLEET("fleet"),
    EVENTS("events"),
    TARGETS("targets"),
    NEW_TARGET("targets?add"),
    DELIVERIES("deliveries"),
    INCIDENTS("incidents"),
    CATALOG("catalog"),
    SITE("catalog?site=aither"),
    SETTINGS("settings"),
    DOCTOR("settings", browser -> browser.press("Back up now").until("when it was made").press("Look now").until("Looked at")
            .run("document.querySelectorAll('.settings section:not(#backups, #doctor)').forEach(each => each.hidden = true)"));

    final String path;
    private final Consumer<Browser> act;

    Pages(String path) {
        this(path, _ -> { });
    }

    Pages(String path, Consumer<Browser> act) {
        this.path = path;
        this.act = act;
    }

    /// Goes there and makes it look as it is meant to, whatever was looked at before.
    void show(Browser browser, URI home) {
        browser.remember("tracker", "{}");
        browser.visit(home.resolve(path));
        act.accept(browser);
        browser.settled();
    }
}
