package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.MailAnswer.Stage;

/// One call is one transaction; what became of it is known as exactly as the server's words and the broken line allow.
class SmtpTest {

    private final SettableTime time = new SettableTime();
    private final FakeEmail server = new FakeEmail(time);
    private final Email email = new Email();
    private final Smtp smtp = smtp(Duration.ofSeconds(10));

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.violations());
    }

    private Smtp smtp(Duration patience) {
        return new Smtp(time, new Smtp.Patience(patience, patience, patience.multipliedBy(3)), Wire.mailBy(PostOffice.HTTP));
    }

    private MailCall call(Target target) {
        var message = new Message(Severity.WARNING, "Otters: ratio fell", ".\n.starts with a dot\n" + "ü".repeat(2000), List.of(), time.now(),
                "C0DE", Optional.empty());
        return email.render(Parcels.of(List.of(message), Form.SHARED), target);
    }

    private Smtp.Outcome send() {
        return smtp.send(call(server.target(1, "Mail")));
    }

    private Result result(Smtp.Outcome outcome) {
        return Upshot.of(new Wire(PostOffice.HTTP, time), email, call(server.target(1, "Mail")), outcome).result();
    }

    @Test
    void a_mail_arrives_as_it_was_written() {
        assertInstanceOf(Result.Delivered.class, result(send()));
        var mail = server.mails().getFirst();
        assertEquals("Otters: ratio fell", mail.subject());
        assertTrue(mail.plain().contains(".\r\n.starts with a dot"), mail.plain());
        assertEquals("otter@example.org,holt+alerts@example.net", server.requests().getFirst().target());
    }

    @Test
    void to_ask_whether_it_works_sends_nothing() {
        var checked = Enquiry.of(new Wire(PostOffice.HTTP, time), email, server.target(1, "Mail")).orElseThrow();
        assertEquals(new Notifier.Check.Works("127.0.0.1"), checked.check());
        assertEquals(List.of(), server.requests());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "EHLO|421 4.3.2 Down|Transient", "|554 5.7.1 Not you|Transient", "AUTH|454 4.7.0 Later|Transient", "AUTH|535 5.7.8 No|TargetRefused",
        "MAIL|452 4.3.1 Full|Transient", "MAIL|553 5.7.1 Not yours|TargetRefused", "RCPT|450 4.2.0 Greylisted|Transient",
        "RCPT|550 5.1.1 Nobody|TargetRefused", "DATA|451 4.3.0 Later|Transient", ".|451 4.3.0 Later|Transient", ".|554 5.7.1 Spam|PayloadRefused",
        ".|552 5.3.4 Big|PayloadRefused"})
    void each_reply_is_judged_by_where_it_came(String command, String reply, String meaning) {
        server.script(MailFault.reply(command == null ? "" : command, reply));
        var outcome = send();
        assertEquals(meaning, result(outcome).getClass().getSimpleName(), outcome::toString);
        assertEquals(0, server.mails().size());
    }

    @Test
    void one_recipient_who_is_not_there_keeps_the_mail_from_all() {
        server.forget("holt+alerts@example.net");
        var answer = assertInstanceOf(Smtp.Outcome.Answered.class, send()).answer();
        assertEquals(Stage.RECIPIENT, answer.stage());
        assertTrue(answer.text().contains("holt+alerts@example.net"), answer.text());
        assertEquals(0, server.mails().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"})
    void what_breaks_before_the_mail_was_said_has_not_arrived(String command) {
        server.script(MailFault.hangUp(command));
        assertFalse(assertInstanceOf(Smtp.Outcome.Broken.class, send()).left());
        assertEquals(0, server.mails().size());
    }

    @Test
    void an_answer_that_is_lost_leaves_open_whether_the_mail_was_taken() {
        server.script(MailFault.hangUp("."));
        var outcome = send();
        assertTrue(assertInstanceOf(Smtp.Outcome.Broken.class, outcome).left());
        assertInstanceOf(Result.Uncertain.class, result(outcome));
        assertEquals(1, server.mails().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EHLO", "AUTH", "RCPT", "."})
    void nobody_waits_for_ever(String command) {
        server.script(MailFault.silence(command));
        var outcome = smtp(Duration.ofMillis(300)).send(call(server.target(1, "Mail")));
        assertEquals(command.equals("."), assertInstanceOf(Smtp.Outcome.Broken.class, outcome).left());
    }

    @Test
    void a_wrong_password_is_refused_and_never_repeated() {
        var wrong = target(server.pasted().replace("pa55-w0rd", "hunter2hunter2"), true);
        var wire = new Wire(PostOffice.HTTP, time);
        var enquiry = Enquiry.of(wire, email, wrong).orElseThrow();
        assertTrue(enquiry.check() instanceof Notifier.Check.Refused(var why) && why.contains("•••") && !why.contains("hunter2"), enquiry::toString);
        var outcome = wire.send(call(wrong));
        assertEquals(Stage.LOGIN, assertInstanceOf(Smtp.Outcome.Answered.class, outcome).answer().stage());
        var kept = wire.kept(call(wrong), outcome);
        assertTrue(kept.body().contains("•••") && !kept.body().contains("hunter2"), kept::toString);
    }

    @Test
    void without_leave_nothing_goes_into_the_own_network() {
        var outcome = smtp.send(call(target(server.pasted(), false)));
        assertTrue(assertInstanceOf(Smtp.Outcome.Astray.class, outcome).reason().contains("--allow-private"), outcome::toString);
        assertInstanceOf(Result.TargetRefused.class, result(outcome));
    }

    @Test
    void a_server_without_encryption_is_told_nothing_unless_that_was_allowed() {
        var open = call(server.target(1, "Mail"));
        assertEquals(MailCall.Safety.OFFERED, open.safety());
        assertEquals(MailCall.Safety.UPGRADED, call(target(server.pasted(), false)).safety());
        var strict = new MailCall(open.host(), open.port(), MailCall.Safety.UPGRADED, open.login(), open.mail(), 1, open.secrets(), open.reach());
        assertTrue(assertInstanceOf(Smtp.Outcome.Astray.class, smtp.send(strict)).reason().contains("STARTTLS"));
        assertEquals(List.of(), server.requests());
    }

    @Test
    void encryption_that_is_offered_and_fails_is_not_done_without() {
        server.script(new MailFault(Map.of("EHLO", "250-mail.example.org\r\n250-STARTTLS\r\n250 AUTH PLAIN", "STARTTLS", "220 Go on"),
                Optional.empty(), Optional.empty()));
        assertFalse(assertInstanceOf(Smtp.Outcome.Broken.class, send()).left());
        assertEquals(List.of(), server.requests());
    }

    @Test
    void where_no_mail_server_is_nothing_has_left() throws IOException {
        int port;
        try (var unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = unused.getLocalPort();
        }
        var gone = server.pasted().replace(":" + server.base().getPort() + "/", ":" + port + "/");
        assertEquals(new Smtp.Outcome.Broken(false, "127.0.0.1 can't be reached."), smtp.send(call(target(gone, true))));
        var wrapped = server.pasted().replace("smtp://", "smtps://");
        assertFalse(assertInstanceOf(Smtp.Outcome.Broken.class, smtp.send(call(target(wrapped, true)))).left());
    }

    private Target target(String address, boolean allowed) {
        var link = new Link("email", email.address(address), Map.of(), Map.of(), allowed, Optional.empty());
        return server.target(1, "Mail").with(link);
    }
}
