package org.trackerwatch.deliver;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.trackerwatch.deliver.MailAnswer.Stage;
import org.trackerwatch.trackers.Time;

/// The mail half of the door to the network. One call is one transaction, over a socket of ours ([MailRoad]).
final class Smtp {

    /// @param whole beyond it the connection is cut; shorter than an attempt's lease
    record Patience(Duration connect, Duration read, Duration whole) {}

    /// Servers that look into a mail before they take it need longer than those that answer a request.
    static final Patience PATIENCE = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(50));

    private final Time time;
    private final Patience patience;
    private final MailRoad.Means means;

    Smtp(Time time, Patience patience, MailRoad.Means means) {
        this.time = time;
        this.patience = patience;
        this.means = means;
    }

    sealed interface Outcome {

        record Answered(MailAnswer answer) implements Outcome {}

        /// @param left the mail may have been taken
        record Broken(boolean left, String reason) implements Outcome {}

        /// Nothing was sent: the server is where the target may not lead, or would have had it in the clear.
        record Astray(String reason) implements Outcome {}
    }

    /// To one of the server's addresses after the other, until one takes the mail, says something to it, or may have taken
    /// it before the line broke.
    Outcome send(MailCall call) {
        try (var road = new MailRoad(call, means, patience)) {
            Outcome outcome = new Outcome.Broken(false, call.host() + " has no address.");
            for (var address : road.addresses()) {
                outcome = send(call, road, address);
                if (!(outcome instanceof Outcome.Broken(boolean left, _)) || left || road.isOver()) {
                    return outcome;
                }
            }
            return outcome;
        } catch (Guard.Refused refused) {
            return new Outcome.Astray(refused.getMessage());
        } catch (UnknownHostException e) {
            return new Outcome.Broken(false, reason(e, call.host()));
        }
    }

    private Outcome send(MailCall call, MailRoad road, InetAddress address) {
        try (var socket = road.to(address)) {
            return converse(call, socket);
        } catch (IOException e) {
            return new Outcome.Broken(false, reason(e, call.host()));
        }
    }

    private Outcome converse(MailCall call, Socket socket) {
        var session = Session.getInstance(properties(call, socket));
        var user = call.login().map(MailCall.Login::user).orElse(null);
        var word = call.login().map(login -> login.password().reveal()).orElse(null);
        var transport = new SMTPTransport(session, new URLName("smtp", call.host(), call.port(), null, user, word));
        try {
            transport.connect(socket);
        } catch (MessagingException e) {
            return met(call, transport, e);
        }
        try {
            return call.mail().map(mail -> put(call, transport, session, mail))
                    .orElseGet(() -> new Outcome.Answered(new MailAnswer(time.now(), Stage.DONE, 250, call.host())));
        } finally {
            leave(transport);
        }
    }

    private static void leave(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // What was said is said; how it says goodbye changes nothing.
        }
    }

    private Properties properties(MailCall call, Socket socket) {
        var properties = new Properties();
        properties.put("mail.smtp.auth", Boolean.toString(call.login().isPresent()));
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(call.safety() != MailCall.Safety.WRAPPED));
        properties.put("mail.smtp.starttls.required", Boolean.toString(call.safety() == MailCall.Safety.UPGRADED));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", means.encrypted());
        properties.put("mail.smtp.ssl.socketFactory.fallback", "false");
        properties.put("mail.smtp.quitwait", "false");
        call.mail().ifPresent(mail -> properties.put("mail.smtp.from", mail.from()));
        var here = socket.getLocalAddress().getHostAddress();
        properties.put("mail.smtp.localhost", here.contains(":") ? "[IPv6:" + here.replaceFirst("%.*", "") + "]" : "[" + here + "]");
        return properties;
    }

    private Outcome put(MailCall call, SMTPTransport transport, Session session, MailCall.Mail mail) {
        Optional<Letter> letter = Optional.empty();
        try {
            letter = Optional.of(new Letter(session, mail));
            transport.sendMessage(letter.get(), letter.get().addressees);
            return new Outcome.Answered(answer(Stage.DONE, transport.getLastReturnCode(), transport.getLastServerResponse()));
        } catch (MessagingException e) {
            return refusal(e).<Outcome>map(Outcome.Answered::new).orElse(new Outcome.Broken(
                    letter.map(written -> written.whole).orElse(false), "The connection to " + call.host() + " broke while the mail was sent."));
        }
    }

    /// What went wrong before the mail's turn came.
    private Outcome met(MailCall call, SMTPTransport transport, MessagingException trouble) {
        int code = transport.getLastReturnCode();
        if (trouble instanceof AuthenticationFailedException && code >= 400) {
            return new Outcome.Answered(answer(Stage.LOGIN, code, transport.getLastServerResponse()));
        }
        if (cause(trouble).isEmpty() && call.safety() == MailCall.Safety.UPGRADED && !transport.supportsExtension("STARTTLS") && code >= 200 && code < 300) {
            return new Outcome.Astray(call.host() + " offers no encryption (STARTTLS) on port " + call.port() + ", and nothing is sent in"
                    + " the clear. Use smtps:// with its port for that or, within your own network, switch on " + Guard.LEAVE + ".");
        }
        return cause(trouble).<Outcome>map(broken -> new Outcome.Broken(false, reason(broken, call.host())))
                .orElseGet(() -> code >= 400 ? new Outcome.Answered(answer(Stage.GREETING, code, transport.getLastServerResponse()))
                        : new Outcome.Broken(false, call.host() + " did not answer as a mail server does."));
    }

    /// One of several recipients that is refused stands behind the exception for all of them.
    private Optional<MailAnswer> refusal(MessagingException trouble) {
        for (Exception at = trouble; at instanceof MessagingException each; at = each.getNextException()) {
            if (each instanceof SMTPAddressFailedException refused && refused.getReturnCode() >= 400) {
                return Optional.of(answer(Stage.RECIPIENT, refused.getReturnCode(), refused.getMessage()));
            }
        }
        return trouble instanceof SMTPSendFailedException failed && failed.getReturnCode() >= 400
                ? Optional.of(answer(stage(failed), failed.getReturnCode(), failed.getMessage())) : Optional.empty();
    }

    private static Stage stage(SMTPSendFailedException failed) {
        var command = String.valueOf(failed.getCommand());
        return command.startsWith("MAIL") ? Stage.SENDER : command.startsWith("DATA") ? Stage.RECIPIENT : Stage.CONTENT;
    }

    private MailAnswer answer(Stage stage, int code, String text) {
        return new MailAnswer(time.now(), stage, code, String.valueOf(text).strip());
    }

    private static Optional<IOException> cause(MessagingException trouble) {
        return trouble instanceof SendFailedException ? Optional.empty()
                : Optional.ofNullable(trouble.getNextException() instanceof IOException io ? io : null);
    }

    /// Made from the kind of trouble, never from its text.
    private static String reason(IOException trouble, String host) {
        return switch (trouble) {
            case UnknownHostException _ -> "The name " + host + " can't be resolved: is the network or the DNS server down?";
            case SSLException _ -> "No trusted connection to " + host + " could be made: its certificate was not accepted, or this"
                    + " port does not begin with encryption.";
            case ConnectException _ -> host + " can't be reached.";
            case InterruptedIOException _ -> host + " did not answer in time.";
            default -> "The connection to " + host + " broke.";
        };
    }

    /// The mail as it was rendered. Until its last byte was written, the server has to forget it if the connection breaks.
    private static final class Letter extends MimeMessage {

        private final InternetAddress[] addressees;
        private boolean whole;

        Letter(Session session, MailCall.Mail mail) throws MessagingException {
            super(session, new ByteArrayInputStream(mail.text().getBytes(StandardCharsets.US_ASCII)));
            var found = new ArrayList<InternetAddress>();
            for (var address : mail.to()) {
                found.add(new InternetAddress(address));
            }
            addressees = found.toArray(InternetAddress[]::new);
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
            super.writeTo(out, ignored);
            whole = true;
        }
    }
}
