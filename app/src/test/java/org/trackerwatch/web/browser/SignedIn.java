package org.trackerwatch.web.browser;

import java.net.URI;

/// Whoever has typed the password.
final class SignedIn {

    private SignedIn() {}

    static void at(Browser browser, URI home, String password) {
        browser.visit(home.resolve("sign-in")).type("Password", password).press("Sign in");
        browser.until("the dashboard", () -> browser.address().getPath().equals("/"));
        browser.settled();
    }
}
