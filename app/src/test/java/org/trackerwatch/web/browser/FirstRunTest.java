package org.trackerwatch.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.trackerwatch.Api;
import org.trackerwatch.SettableTime;
import org.trackerwatch.cli.LoopbackSite;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.trackers.Time;

/// A newcomer with an empty configuration, who never leaves the browser.
final class FirstRunTest extends InBrowser {

    private static final String PASSWORD = "four otters in a boat";
    private static final String KEY = "pLanTed0SecRet1pLanTed2SecRet3";
    private static final String OTHER = "aNotHer0SecRet1aNotHer2SecRet3";
    private static final String WEBHOOK = "123456789012345678";

    private final SettableTime time = new SettableTime();

    private FakeDiscord discord;
    private LoopbackSite site;
    private Api api;

    @BeforeEach
    void begin(@TempDir Path directory) {
        time.reach(Time.SYSTEM.now()); // the browser's clock, which cookies expire by
        discord = new FakeDiscord(time);
        site = new LoopbackSite();
        api = Api.in(directory, Map.of("TRACKERWATCH_DISCORD_URL", discord.base().toString()), time);
    }

    @AfterEach
    void end() {
        browser().leave();
        api.close();
        site.close();
        discord.close();
        assertEquals(List.of(), discord.violations());
    }

    private URI page(String name) {
        return api.address().resolve("/" + name);
    }

    private boolean at(String path) {
        return browser().address().getPath().equals(path);
    }

    private Browser welcomed() {
        return browser().visit(SetupCode.link(api)).type("New password", PASSWORD).type("Once more", PASSWORD).press("Set the password")
                .until("What to do first");
    }

    @Test
    void sets_a_password_and_signs_in_by_it_again() {
        browser().visit(page(""));
        browser().until("Choose the password").until("Setup code");
        assertEquals(List.of(), browser().complaints(), "nobody had signed in, and nothing was refused");
        browser().type("Setup code", "aaaa-bbbb").type("New password", PASSWORD).type("Once more", PASSWORD).press("Set the password").until("This is not the setup code.");
        assertTrue(browser().complaints().stream().allMatch(each -> each.contains("422")), "the code was wrong");
        browser().visit(SetupCode.link(api)).type("New password", PASSWORD).type("Once more", "four otters in a goat").press("Set the password")
                .until("The two are not the same.");
        browser().type("Once more", PASSWORD).press("Set the password").until("What to do first");
        browser().press("Sign out").until("the way in", () -> at("/sign-in")).settled();
        browser().type("Password", PASSWORD).press("Sign in").until("where they were", () -> at("/setup")).until("What to do first");
    }

    @Test
    void can_read_every_page_while_there_is_nothing_yet() {
        var wrong = new ArrayList<String>();
        browser().visit(page("setup"));
        Sight.faults(browser()).forEach(each -> wrong.add("setup: " + each));
        welcomed();
        for (var name : List.of("setup", "", "fleet", "events", "targets", "deliveries", "incidents", "settings")) {
            browser().visit(page(name));
            Sight.faults(browser()).forEach(each -> wrong.add(name + ": " + each));
        }
        browser().press("Sign out").until("the way in", () -> at("/sign-in")).settled();
        Sight.faults(browser()).forEach(each -> wrong.add("sign-in: " + each));
        assertEquals(List.of(), wrong);
    }

    @Test
    void needs_no_mouse_for_it() {
        browser().visit(SetupCode.link(api)).keys(PASSWORD).tabTo("Once more").keys(PASSWORD).keys(Keys.ENTER).until("What to do first");
        browser().settled().tabTo("Sign out").keys(Keys.ENTER);
        browser().until("the way in", () -> at("/sign-in")).settled().keys(PASSWORD).keys(Keys.ENTER);
        browser().until("where they were", () -> at("/setup")).until("What to do first");
        browser().visit(page("")).tabTo("To the content").keys(Keys.ENTER);
        assertEquals("main", browser().run("return document.activeElement.id"));
    }

    @Test
    void finds_a_site_in_the_catalog_tries_a_key_and_adds_the_account() {
        welcomed().press("Search the sites").settled().type("Name or address of the site", "unit3d");
        browser().press("UNIT3D").until("Add an account at a site of this engine");
        browser().type("Name", "Otters").type("Address of the site", site.url()).type("API key", KEY);
        site.refuses();
        browser().press("Test it").until("Nothing is kept.");
        site.says("User", 4_000, 1_000, 0);
        browser().type("API key", OTHER).press("Test it").until("can be read").until("3.91 TiB");
        assertEquals(0, api.json(200, api.get("/api/v1/trackers")).size());
        browser().press("Add it").until("Added, and read for the first time.").press("Look at it").settled().until("Otters");
        browser().visit(page("")).until("Otters").until("3.91 TiB");
        assertFalse(browser().text().contains(OTHER));
    }

    @Test
    void pastes_a_webhook_sees_its_message_tests_it_and_keeps_it() {
        var address = discord.webhook(WEBHOOK, "42");
        welcomed().press("Paste an address").settled().until("Add a target");
        browser().type("Address", address).until("Discord").type("Name", "alerts");
        browser().press("Preview").until("The exact request");
        assertEquals(List.of(), discord.posts());
        browser().press("Send a test").until("status 20");
        assertEquals(1, discord.embeds(WEBHOOK).size());
        browser().press("Add it").until("Added.").settled().until("alerts").until("Good");
        assertEquals(1, api.json(200, api.get("/api/v1/targets")).size());
        assertFalse(((String) browser().run("return document.documentElement.outerHTML")).contains(FakeDiscord.TOKEN));
        browser().press("Test").press("Send a test").until("status 20");
        assertTrue(discord.embeds(WEBHOOK).size() == 2, "what is saved can be tried as well");
    }
}
