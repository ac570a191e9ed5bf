package org.trackerwatch.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;
import org.trackerwatch.trackers.Totp;

/// A code that has let somebody in is used up, even if the program is killed at the moment of its answer.
final class UsedCodeTest {

    @TempDir
    private Path directory;

    @Test
    void a_code_that_was_used_is_worth_nothing_after_a_kill() throws Exception {
        try (var child = Child.serve(directory, Map.of()); var owner = Visitor.first(child); var browser = new Visitor(child)) {
            var totp = Totp.of(new Secret(owner.post("account/second-factor", "{\"password\":\"" + Visitor.PASSWORD + "\"}").body()
                    .get("secret").asString()));
            long step = totp.step(Time.SYSTEM.now());
            var recovery = owner.post("account/second-factor/confirm", "{\"code\":\"" + totp.code(step).reveal() + "\"}").body()
                    .get("recovery_codes").get(0).asString();
            var code = totp.code(step + 1).reveal();
            assertEquals(200, signIn(browser, recovery));
            assertEquals(200, signIn(browser, code));
            child.kill();
            try (var next = Child.serve(directory, Map.of()); var other = new Visitor(next)) {
                assertEquals(401, signIn(other, code));
                assertEquals(401, signIn(other, recovery));
            }
        }
    }

    private static int signIn(Visitor browser, String code) throws IOException, InterruptedException {
        return browser.post("session", "{\"password\":\"" + Visitor.PASSWORD + "\",\"code\":\"" + code + "\"}").status();
    }
}
