package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;
import org.trackerwatch.deliver.Call.Reach;

/// A mail server's name may have several addresses, of which some are down or barred.
class SmtpAddressesTest {

    private static final String HERE = "127.0.0.1";

    /// On loopback, too, where nobody listens on the server's port.
    private static final String NOBODY = "127.0.0.2";

    private final SettableTime time = new SettableTime();
    private final FakeEmail server = new FakeEmail(time);

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.violations());
    }

    @Test
    void where_the_first_address_is_down_the_next_one_gets_the_mail_once() {
        assertInstanceOf(Smtp.Outcome.Answered.class, send(Reach.PRIVATE_TOO, NOBODY, "::1", HERE, HERE));
        assertEquals(1, server.mails().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EHLO", "AUTH", "RCPT", "DATA"})
    void an_address_that_breaks_off_before_the_mail_was_said_is_followed_by_the_next(String command) {
        server.script(MailFault.hangUp(command));
        assertInstanceOf(Smtp.Outcome.Answered.class, send(Reach.PRIVATE_TOO, HERE, HERE));
        assertEquals(1, server.mails().size());
    }

    @Test
    void no_second_address_gets_what_the_first_may_have_taken() {
        server.script(MailFault.hangUp("."));
        assertTrue(assertInstanceOf(Smtp.Outcome.Broken.class, send(Reach.PRIVATE_TOO, HERE, HERE)).left());
        assertEquals(1, server.mails().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH", "RCPT"})
    void what_one_address_answers_is_asked_of_no_other(String command) {
        server.script(MailFault.reply(command, "550 5.7.1 No"));
        assertInstanceOf(Smtp.Outcome.Answered.class, send(Reach.PRIVATE_TOO, HERE, HERE));
        assertEquals(1, server.commands().stream().filter("EHLO"::equals).count());
        assertEquals(List.of(), server.mails());
    }

    @Test
    void only_where_all_are_down_it_has_failed() {
        var broken = assertInstanceOf(Smtp.Outcome.Broken.class, send(Reach.PRIVATE_TOO, NOBODY, "127.0.0.3"));
        assertFalse(broken.left());
        assertEquals("mail.example can't be reached.", broken.reason());
    }

    @Test
    void one_address_where_nothing_may_go_bars_them_all() {
        assertInstanceOf(Smtp.Outcome.Astray.class, send(Reach.PUBLIC, "192.0.2.1", HERE));
        assertInstanceOf(Smtp.Outcome.Astray.class, send(Reach.PRIVATE_TOO, HERE, "169.254.169.254"));
        assertEquals(List.of(), server.commands());
    }

    @Test
    void all_of_them_together_last_no_longer_than_one_attempt_may() {
        server.script(MailFault.silence("EHLO"), MailFault.silence("EHLO"), MailFault.silence("EHLO"));
        var patience = new Smtp.Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(400));
        assertFalse(assertInstanceOf(Smtp.Outcome.Broken.class, send(patience, Reach.PRIVATE_TOO, HERE, HERE, HERE)).left());
        assertEquals(1, server.commands().size());
    }

    private Smtp.Outcome send(Reach reach, String... addresses) {
        return send(Smtp.PATIENCE, reach, addresses);
    }

    private Smtp.Outcome send(Smtp.Patience patience, Reach reach, String... addresses) {
        var found = Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        var client = new OkHttpClient.Builder().dns(_ -> found).build();
        var message = new Message(Severity.WARNING, "Otters: ratio fell", "text", List.of(), time.now(), "C0DE", Optional.empty());
        var call = new Email().render(Parcels.of(List.of(message), Form.SHARED), server.target(1, "Mail"));
        return new Smtp(time, patience, Wire.mailBy(client)).send(new MailCall("mail.example", call.port(), call.safety(), call.login(), call.mail(),
                1, call.secrets(), reach));
    }
}
