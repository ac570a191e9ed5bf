package org.trackerwatch.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.trackerwatch.web.Showcase;

/// A page that is looked at while something happens, and what is wrong in its address.
@ExtendWith(TheYear.class)
final class LiveTest extends InBrowser {

    private Showcase showcase;

    @BeforeAll
    void begin(Showcase showcase) {
        this.showcase = showcase;
        SignedIn.at(browser(), showcase.address(), Showcase.PASSWORD);
    }

    @AfterAll
    void end() {
        if (showcase != null) {
            browser().leave();
        }
    }

    private Browser at(String page) {
        return browser().visit(showcase.address().resolve(page)).until("the line", () -> "live".equals(browser().run("return document.querySelector('.live').dataset.state")));
    }

    /// From elsewhere, as by the command line.
    private void change(String document) {
        browser().run("""
                const asked = new XMLHttpRequest();
                asked.open("PATCH", "api/v1/trackers/1", false);
                asked.setRequestHeader("Content-Type", "application/json");
                asked.send(arguments[0]);""", document);
    }

    @Test
    void a_chart_keeps_its_cursor_and_a_field_what_is_typed_while_the_page_is_brought_up_to_date() {
        at("tracker?id=1&range=30d");
        browser().run("document.querySelector('.chart-stage').focus()");
        browser().keys(Keys.HOME).keys(Keys.ARROW_RIGHT);
        browser().run("document.querySelector('.what-if input').value = '12'; document.querySelector('.folded').open = true");
        browser().run("document.querySelector('.chart-stage canvas').mark = 1");
        var told = browser().run(LEGEND);
        change("{\"min_ratio\": 0.77}");
        browser().until("min 0.77");
        assertEquals(told, browser().run(LEGEND));
        assertEquals("12 true 1 true", browser().run("""
                const chart = document.querySelector('.chart-stage');
                return [document.querySelector('.what-if input').value, document.querySelector('.folded').open, chart.querySelector('canvas').mark,
                    document.activeElement === chart].join(" ");"""));
    }

    private static final String LEGEND = "return document.querySelector('.chart-legend').innerText";

    @Test
    void on_a_phone_as_well_it_is_said_in_words_that_the_line_is_down() {
        at("").size(Browser.NARROW);
        try {
            browser().run("dispatchEvent(new CustomEvent('live', {detail: 'off'}))");
            assertEquals("true true true", browser().run("""
                    const words = document.querySelector('.live .lost'), box = words.getBoundingClientRect();
                    return [words.innerText.startsWith('No line to trackerwatch.'), box.width === innerWidth && box.height > 15, box.top < 80].join(" ");"""));
            browser().run("dispatchEvent(new CustomEvent('live', {detail: 'live'}))");
            assertEquals(0L, browser().run("return document.querySelector('.live .lost').getBoundingClientRect().height"));
        } finally {
            browser().size(Browser.WIDE);
        }
    }

    @Test
    void a_card_changes_alone() {
        at("");
        browser().run("document.querySelectorAll('.tracker').forEach(each => each.mark = 1); document.querySelector('[data-key=\"card 2\"]').focus()");
        change("{\"min_ratio\": 0.66}");
        browser().until("min 0.66");
        assertEquals("card 2 1", browser().run("""
                const counting = each => each.innerText.includes("failed in a row"); // for how long, so it changes by itself
                return document.activeElement.dataset.key + " "
                    + [...document.querySelectorAll('.tracker')].filter(each => each.mark !== 1 && !counting(each)).map(each => each.dataset.id).join()"""));
    }

    @Test
    void an_address_that_leads_nowhere_says_so_and_leads_back() {
        browser().visit(showcase.address().resolve("tracker?id=abc")).until("No such tracker");
        browser().visit(showcase.address().resolve("tracker?id=999")).until("No such tracker");
        browser().visit(showcase.address().resolve("deliveries?id=abc")).until("No such delivery").press("Show all").settled();
        browser().visit(showcase.address().resolve("targets?edit=abc")).until("There is no such target");
        browser().visit(showcase.address().resolve("events?tracker=abc&event=nothing")).until("any tracker");
        browser().visit(showcase.address().resolve("fleet?range=never")).until("Compare");
        browser().visit(showcase.address().resolve("tracker?id=abc")).press("To the dashboard").until("the dashboard", () -> browser().address().getPath().equals("/"));
        browser().settled();
    }

    @Test
    void a_webhook_is_told_by_lists_and_a_hint_goes_when_a_kind_is_chosen() {
        browser().visit(showcase.address().resolve("targets?add")).type("Address", "hello").until("the address of no kind of target");
        browser().field("Kind").sendKeys("Webhook");
        browser().until("the hint is gone", () -> !browser().text().contains("the address of no kind of target"));
        assertEquals("as usual, not at all, a token after “Bearer”, a user's name and a password, an API key in a header of its own",
                browser().run("return [...arguments[0].options].map(each => each.text).join(', ')", browser().field("Auth")));
    }
}
