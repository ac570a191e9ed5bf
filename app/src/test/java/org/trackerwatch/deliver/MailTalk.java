package org.trackerwatch.deliver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.trackerwatch.deliver.FakeEmail.Lock;

/// One connection to [FakeEmail].
final class MailTalk {

    private static final int LONGEST_LINE = 998;
    private static final int LARGEST = 200_000;

    private final FakeEmail server;
    private final Optional<Lock> lock;
    private final MailFault fault;
    private Socket socket;
    private BufferedReader in;
    private boolean locked;
    private boolean greeted;
    private boolean authenticated;
    private Optional<String> sender = Optional.empty();
    private List<String> recipients = new ArrayList<>();

    MailTalk(FakeEmail server, Optional<Lock> lock, Socket socket, MailFault fault) throws IOException {
        this.server = server;
        this.lock = lock;
        this.fault = fault;
        this.socket = socket;
        in = reader(socket);
        if (lock.filter(it -> it.begins() == MailCall.Safety.WRAPPED).isPresent()) {
            encrypt();
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    void hold() throws IOException {
        if (!say("", "220 mail.example.org ESMTP")) {
            return;
        }
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            if (line.length() > 510 && !fault.replies().containsKey("STARTTLS")) {
                server.violated("a command of " + line.length() + " letters");
            }
            server.heard(command);
            if (command.equals("QUIT")) {
                say(command, "221 Bye");
                return;
            }
            if (!(command.equals("DATA") ? data() : say(command, reply(command, line)))) {
                return;
            }
            if (command.equals("STARTTLS") && lock.isPresent()) {
                encrypt();
            }
        }
    }

    private String reply(String command, String line) {
        return switch (command) {
            case "EHLO" -> {
                greeted = true;
                yield "250-mail.example.org\r\n250-SIZE " + LARGEST + (locked || lock.isEmpty() ? "\r\n250-AUTH PLAIN LOGIN" : "\r\n250-STARTTLS")
                        + "\r\n250 ENHANCEDSTATUSCODES";
            }
            case "STARTTLS" -> lock.isPresent() && !locked ? "220 2.0.0 Go on" : "502 5.5.1 Not here";
            case "AUTH" -> locked || lock.isEmpty() ? auth(line) : "538 5.7.11 Not in the clear";
            case "MAIL" -> mail(line);
            case "RCPT" -> recipient(line);
            case "RSET" -> {
                sender = Optional.empty();
                recipients = new ArrayList<>();
                yield "250 2.0.0 Forgotten";
            }
            case "NOOP" -> "250 2.0.0 Yes";
            default -> "500 5.5.2 What?";
        };
    }

    private String auth(String line) {
        var words = line.split(" ");
        var said = words.length == 3 && words[1].equals("PLAIN") ? new String(Base64.getDecoder().decode(words[2]), StandardCharsets.UTF_8) : "";
        authenticated = greeted && List.of("\0", FakeEmail.USER + "\0").stream().anyMatch(as -> said.equals(as + FakeEmail.USER + "\0" + FakeEmail.PASSWORD));
        return authenticated ? "235 2.7.0 Welcome" : "535 5.7.8 Username and password not accepted: " + said.replace("\0", " ");
    }

    private String mail(String line) {
        if (!authenticated) {
            return "530 5.7.0 Authentication required";
        }
        if (!line.matches("MAIL FROM:<[^<>\\s]+>( .*)?")) {
            return "501 5.5.4 That is no sender";
        }
        sender = Optional.of(line.replaceFirst(".*<(.*)>.*", "$1"));
        return sender.get().equals(FakeEmail.USER) ? "250 2.1.0 Sender is good" : "553 5.7.1 Not your address";
    }

    private String recipient(String line) {
        if (sender.isEmpty() || !line.matches("RCPT TO:<[^<>\\s]+>")) {
            return "503 5.5.1 Out of turn";
        }
        var mailbox = line.replaceFirst(".*<(.*)>.*", "$1");
        if (!server.knows(mailbox)) {
            return "550 5.1.1 " + mailbox + " does not exist here";
        }
        recipients.add(mailbox);
        return "250 2.1.5 Recipient is good";
    }

    private boolean data() throws IOException {
        if (recipients.isEmpty()) {
            return say("DATA", "503 5.5.1 Nobody to send it to");
        }
        if (!say("DATA", "354 Go ahead")) {
            return false;
        }
        if (fault.replies().containsKey("DATA")) {
            return true;
        }
        var text = new StringBuilder();
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                return false;
            }
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        var verdict = fault.replies().getOrDefault(".", MailLaw.refusal(text.toString(), LARGEST, LONGEST_LINE).orElse("250 2.0.0 Queued as 4242"));
        server.took(recipients, text.toString(), Integer.parseInt(verdict.substring(0, 3)));
        return say(".", verdict);
    }

    /// What was said before counts no more.
    private void encrypt() throws IOException {
        var safe = (SSLSocket) lock.orElseThrow().own().getSocketFactory().createSocket(socket, null, true);
        safe.setUseClientMode(false);
        safe.startHandshake();
        socket = safe;
        in = reader(safe);
        locked = true;
        greeted = false;
    }

    /// @return whether the conversation goes on
    private boolean say(String command, String answer) throws IOException {
        if (fault.hangsUpAfter().equals(Optional.of(command))) {
            return false;
        }
        var said = fault.replies().getOrDefault(command, answer);
        if (fault.silentAfter().equals(Optional.of(command))) {
            while (in.readLine() != null) {
                continue;
            }
            return false;
        }
        socket.getOutputStream().write((said + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return !said.startsWith("421");
    }
}
