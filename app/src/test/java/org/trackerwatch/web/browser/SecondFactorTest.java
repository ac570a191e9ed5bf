package org.trackerwatch.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.Api;
import org.trackerwatch.SettableTime;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;
import org.trackerwatch.trackers.Totp;

/// The owner gives his account a second factor, and is then asked for its present code before anything of it is changed.
final class SecondFactorTest extends InBrowser {

    private static final String PASSWORD = "four otters in a boat";
    private static final Duration STEP = Duration.ofSeconds(30);

    private static final String OTHER = "five otters in a boat";

    private final SettableTime time = new SettableTime();

    private Api api;

    @BeforeEach
    void begin(@TempDir Path directory) {
        time.reach(Time.SYSTEM.now()); // the browser's clock, which cookies expire by
        api = Api.in(directory, Map.of(), time);
        browser().visit(SetupCode.link(api)).type("New password", PASSWORD).type("Once more", PASSWORD).press("Set the password").until("What to do first");
    }

    @AfterEach
    void end() {
        browser().size(Browser.WIDE).leave();
        api.close();
    }

    /// Each code is good once.
    private String nextCode(Totp totp) {
        time.pass(STEP);
        return totp.code(totp.step(time.now())).reveal();
    }

    private List<String> texts(String selector) {
        return ((List<?>) browser().run("return [...document.querySelectorAll(arguments[0])].map(each => each.innerText)", selector)).stream().map(String::valueOf).toList();
    }

    /// What is wrong is said at the code's field, where the focus is, and the dialog stays.
    private void assertRefused(String button) {
        browser().press(button).until("the fault", () -> !String.valueOf(browser().run("return document.querySelector('dialog [name=code]').closest('.field').querySelector('.fault').innerText")).isBlank());
        assertEquals("code", browser().run("return document.activeElement.name"));
        assertTrue(browser().complaints().stream().allMatch(each -> each.contains("status of 4")), "it was refused");
        time.pass(Duration.ofMinutes(1)); // wrong guesses are waited for
    }

    private void assertLegible() {
        assertEquals(List.of(), browser().wrong("overflow"));
        assertEquals(List.of(), browser().wrong("contrast"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Browser.WIDE, Browser.NARROW})
    void the_present_code_or_a_recovery_code_is_asked_for_and_a_wrong_one_changes_nothing(int width) {
        browser().size(width).visit(api.address().resolve("/settings")).press("Set it up").type("Your password", PASSWORD).press("Go on").until("Scan the picture");
        assertLegible();
        var totp = Totp.of(new Secret(texts("dialog .once code").getFirst()));
        browser().type("Code", "000000");
        assertRefused("Confirm");
        browser().type("Code", nextCode(totp)).press("Confirm").until("Recovery codes").until("they are not shown again");
        assertLegible();
        var codes = texts(".codes li");
        browser().press("I have it").until("10 recovery codes left");

        browser().press("Change it").type("Your password", PASSWORD).type("Code", "000000").type("New password", OTHER);
        assertLegible();
        assertRefused("Change it");
        browser().type("Code", nextCode(totp)).press("Change it").until("The new password holds from now on.");

        browser().press("Turn it off").type("Your password", OTHER).type("Code", codes.getFirst().replace("-", "")).press("Turn it off").until("Set it up");
        assertEquals(List.of(), browser().complaints());
        browser().press("Sign out").until("the way in", () -> browser().address().getPath().equals("/sign-in")).settled();
        browser().type("Password", OTHER).press("Sign in").until("where they were", () -> browser().address().getPath().equals("/settings"));
        browser().settled();
    }
}
