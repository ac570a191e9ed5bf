package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;
import org.trackerwatch.deliver.MailCall.Safety;
import org.trackerwatch.trackers.Secret;

/// A mail, and above all its password, goes only to the server that was named and can prove it.
class SmtpEncryptedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private static Path directory;

    private static SelfMade named;
    private static SelfMade numbered;
    private static SelfMade anothers;

    private final SettableTime time = new SettableTime();

    @BeforeAll
    static void make() throws IOException, GeneralSecurityException, InterruptedException {
        named = SelfMade.of("dns:mail.example", directory);
        numbered = SelfMade.of("ip:127.0.0.1", directory);
        anothers = SelfMade.of("dns:elsewhere.example,dns:localhost", directory);
    }

    @ParameterizedTest
    @EnumSource
    void a_mail_goes_encrypted_to_a_server_that_proves_its_name(Safety safety) throws GeneralSecurityException {
        try (var server = server(named, safety)) {
            var outcome = send(server, "mail.example", safety, named.trusted());
            assertEquals(MailAnswer.Stage.DONE, assertInstanceOf(Smtp.Outcome.Answered.class, outcome, outcome::toString).answer().stage());
            assertEquals("Otters: ratio fell", server.mails().getFirst().subject());
            assertEquals(List.of(), server.violations());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_is_named_by_its_number_proves_that(Safety safety) throws GeneralSecurityException {
        try (var server = server(numbered, safety)) {
            assertInstanceOf(Smtp.Outcome.Answered.class, send(server, "127.0.0.1", safety, numbered.trusted()));
            assertEquals(1, server.mails().size());
        }
    }

    /// Also where the number is called `localhost` by who owns it, and so by whom the system asks.
    @ParameterizedTest
    @EnumSource
    void another_s_certificate_is_refused_and_nothing_is_said(Safety safety) throws GeneralSecurityException {
        try (var server = server(anothers, safety)) {
            for (var host : List.of("mail.example", "127.0.0.1")) {
                refused(server, send(server, host, safety, anothers.trusted()), host);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_that_nobody_vouches_for_is_refused_and_nothing_is_said(Safety safety) throws GeneralSecurityException {
        try (var server = server(named, safety)) {
            refused(server, send(server, "mail.example", safety, anothers.trusted()), "mail.example");
        }
    }

    @Test
    void what_is_not_told_otherwise_trusts_whom_requests_trust() throws GeneralSecurityException {
        try (var server = server(numbered, Safety.WRAPPED)) {
            var smtp = new Smtp(time, Smtp.PATIENCE, Wire.mailBy(PostOffice.HTTP));
            refused(server, smtp.send(call(server, "127.0.0.1", Safety.WRAPPED)), "127.0.0.1");
        }
    }

    private void refused(FakeEmail server, Smtp.Outcome outcome, String host) {
        var broken = assertInstanceOf(Smtp.Outcome.Broken.class, outcome, outcome::toString);
        assertFalse(broken.left());
        assertTrue(broken.reason().contains(host) && broken.reason().contains("certificate was not accepted"), broken.reason());
        assertTrue(List.of("EHLO", "STARTTLS").containsAll(server.commands()), () -> "it was told " + server.commands());
        assertEquals(List.of(), server.requests());
    }

    private FakeEmail server(SelfMade certificate, Safety safety) throws GeneralSecurityException {
        return new FakeEmail(time, Optional.of(new FakeEmail.Lock(certificate.shown(), safety)));
    }

    private Smtp.Outcome send(FakeEmail server, String host, Safety safety, SSLSocketFactory trust) {
        MailRoad.Names here = (_, _) -> List.of(InetAddress.ofLiteral("127.0.0.1"));
        var smtp = new Smtp(time, new Smtp.Patience(PATIENCE, PATIENCE, PATIENCE), new MailRoad.Means(here, SocketFactory.getDefault(), trust));
        return smtp.send(call(server, host, safety));
    }

    private MailCall call(FakeEmail server, String host, Safety safety) {
        var message = new Message(Severity.WARNING, "Otters: ratio fell", "text", List.of(), time.now(), "C0DE", Optional.empty());
        var mail = new Email().render(Parcels.of(List.of(message), Form.SHARED), server.target(1, "Mail")).mail();
        var login = new MailCall.Login(FakeEmail.USER, new Secret(FakeEmail.PASSWORD));
        return new MailCall(host, server.base().getPort(), safety, Optional.of(login), mail, 1, List.of(login.password()), Call.Reach.PRIVATE_TOO);
    }
}
