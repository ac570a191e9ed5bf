package org.trackerwatch.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.SettableTime;
import org.trackerwatch.cli.LoopbackSite;
import org.trackerwatch.trackers.Time;

/// Accounts of which little is known yet: what is unknown is called so, and a time is not made longer than it was.
final class BeginningsTest extends InBrowser {

    private static final String PASSWORD = "four otters in a boat";

    private final SettableTime time = new SettableTime();

    private LoopbackSite site;
    private Api api;

    @BeforeEach
    void begin(@TempDir Path directory) {
        time.reach(Time.SYSTEM.now()); // the browser's clock, which cookies expire by
        site = new LoopbackSite();
        site.says("User", 4_000, 1_000, 0);
        api = Api.in(directory, Map.of(), time);
        api.json(201, api.post("/api/v1/trackers", "{\"site\":\"unit3d\",\"name\":\"Otters\",\"url\":\"%s\",\"secret\":\"pLanTed0SecRet1pLanTed2SecRet3\"}".formatted(site.url())));
        browser().visit(SetupCode.link(api)).type("New password", PASSWORD).type("Once more", PASSWORD).press("Set the password").until("What to do first");
    }

    @AfterEach
    void end() {
        browser().leave();
        api.close();
        site.close();
    }

    private URI page(String name) {
        return api.address().resolve("/" + name);
    }

    private String heard(String selector) {
        return (String) browser().run("return document.querySelector(arguments[0]).getAttribute('aria-label')", selector);
    }

    private void readAgain(Duration later, int uploaded) {
        time.pass(later);
        site.says("User", uploaded, 1_000, 0);
        assertEquals("read", api.json(200, api.post("/api/v1/trackers/1/poll", "{\"force\":true}")).get("outcome").asString());
    }

    @Test
    void after_a_single_reading_no_change_is_known_which_is_not_the_same_as_none() {
        browser().visit(page("fleet")).until("what was moved takes two readings");
        assertTrue(heard(".picture-room").contains("Otters: not known, which takes two readings"), () -> heard(".picture-room"));
        assertFalse(browser().text().contains("0 B"), () -> browser().text());
        browser().visit(page("tracker?id=1")).until("no change known yet");
        browser().press("1 y").settled().until("no change known yet");
        browser().visit(page("")).until("no change in 7 d known yet");
    }

    @Test
    void a_change_in_less_than_the_span_says_since_when_it_is_known() {
        readAgain(Duration.ofMinutes(20), 4_622);
        browser().visit(page("tracker?id=1")).until("+622 GiB since");
        browser().press("1 y").settled().until("+622 GiB since").press("All").settled().until("+622 GiB since");
        assertFalse(browser().text().contains("in 30 d"), () -> browser().text());
        browser().visit(page("fleet")).until("Known for less than that: Otters since");
        assertTrue(heard(".picture-room").matches(".*Otters: 100 %, 622 GiB since .*"), () -> heard(".picture-room"));
        browser().visit(page("")).until("no change in 7 d known yet");
    }

    @Test
    void an_account_that_is_filled_in_by_hand_and_never_was_says_so_and_what_to_do() throws IOException {
        Files.writeString(Files.createDirectories(api.app().config().directory().resolve("definitions")).resolve("shy.yaml"), """
                schema: 1
                slug: shy
                name: Shy Site
                platform: unit3d
                links: ["https://shy.example/"]
                policy: { user_stats: forbidden, note: "Staff said so on 2026-01-01." }
                """);
        api.json(201, api.post("/api/v1/trackers", "{\"site\":\"shy\",\"name\":\"By hand\"}"));
        browser().visit(page("")).until("To be filled in").until("never filled in").until("1 of 2 accounts");
        browser().visit(page("tracker?id=2")).until("Press “Type figures in”").until("None: its site is never asked.").until("Nothing was filled in for this time.");
        assertEquals(List.of(), Sight.faults(browser()));
        assertFalse(browser().text().contains("not reported by this tracker"), () -> browser().text());
    }

    @Test
    void a_backup_is_made_and_everything_around_the_program_is_looked_at_without_a_terminal() {
        browser().visit(page("settings")).until("none yet").press("Back up now").until("Made and read back whole").until("when it was made");
        browser().type("Backup folder", "/proc/backups");
        browser().run("arguments[0].form.querySelector('[type=submit]').click()", browser().field("Backup folder"));
        browser().until("No backup could be made in /proc/backups");
        assertTrue(browser().complaints().stream().allMatch(each -> each.contains("422")), "the folder was refused");
        browser().press("Look now").until("Looked at").until("There is no target, so nobody is told of anything.");
        assertEquals(List.of(), Sight.faults(browser()));
    }

    @Test
    void where_nothing_was_given_up_nothing_is_offered_to_be_sent_again() {
        browser().visit(page("deliveries")).until("Nothing was sent yet");
        assertFalse(browser().text().contains("given-up"), () -> browser().text());
    }

    @Test
    void an_option_of_the_command_line_is_not_broken_at_its_hyphens() {
        browser().size(Browser.NARROW);
        try {
            browser().visit(page("setup"));
            assertEquals(1L, browser().run("""
                    return import("/js/dom.js").then(({h}) => {
                        const told = h("p", {}, "Or switch on what lets it lead into your own (--allow-private)");
                        document.querySelector("main").append(told);
                        return told.querySelector(".whole").getClientRects().length;
                    });"""));
        } finally {
            browser().size(Browser.WIDE);
        }
    }
}
