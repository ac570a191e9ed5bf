package org.trackerwatch.deliver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.trackers.Time;

/// A mail server on loopback that knows one user and refuses what the standards (RFC 5321, 5322, 4954) forbid: commands
/// out of turn, lines that are too long, bare line ends, bytes that are no ASCII, mails that are too big, headers that
/// are missing or came twice.
public final class FakeEmail implements Vendor, Host {

    static final String USER = "otter@example.org";
    static final String PASSWORD = "pa55-w0rd@of/otters";

    private static final int LONGEST_LINE = 998;
    private static final int LARGEST = 200_000;

    private final Time time;
    private final ServerSocket server;
    private final Deque<MailFault> script = new ArrayDeque<>();
    private final List<Loopback.Request> requests = new ArrayList<>();
    private final List<ReadMail> mails = new ArrayList<>();
    private final List<Shown> shown = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Set<String> unknown = new HashSet<>();
    private Optional<Runnable> onceHandled = Optional.empty();
    private boolean down;

    public FakeEmail(Time time) {
        this.time = time;
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    @Override
    public Notifier notifier() {
        return new Email();
    }

    @Override
    public String pasted() {
        return "smtp://" + USER.replace("@", "%40") + ":pa55-w0rd%40of%2Fotters@127.0.0.1:" + server.getLocalPort()
                + "/?from=otter@example.org&to=otter@example.org,holt+alerts@example.net";
    }

    @Override
    public Set<String> planted() {
        return Set.of(PASSWORD);
    }

    @Override
    public Host host() {
        return this;
    }

    URI base() {
        return URI.create("smtp://127.0.0.1:" + server.getLocalPort());
    }

    /// These happen to the next connections, one each.
    synchronized void script(MailFault... faults) {
        script.addAll(List.of(faults));
    }

    /// Nobody has that mailbox.
    synchronized void forget(String mailbox) {
        unknown.add(mailbox);
    }

    synchronized List<ReadMail> mails() {
        return List.copyOf(mails);
    }

    @Override
    public synchronized List<Shown> shown() {
        return List.copyOf(shown);
    }

    @Override
    public synchronized List<Loopback.Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public synchronized void whenHandled(Runnable deed) {
        onceHandled = Optional.of(deed);
    }

    @Override
    public synchronized void violated(String what) {
        violations.add(what);
    }

    @Override
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            new Conversation(socket, next()).hold();
        } catch (IOException _) {
            // Who hangs up in the middle is gone.
        }
    }

    private synchronized MailFault next() {
        var fault = Optional.ofNullable(script.poll()).orElse(MailFault.NONE);
        return down && fault.equals(MailFault.NONE) ? MailFault.reply("EHLO", "421 4.3.2 The service is down") : fault;
    }

    private synchronized void took(List<String> to, String text, int status) {
        var mail = ReadMail.of(text);
        requests.add(new Loopback.Request(time.now(), "MAIL", String.join(",", to), text + mail.everything(), mail.headers(), status));
        if (status == 250) {
            mails.add(mail);
            shown.add(new Shown(time.now(), mail.everything()));
        }
        var deed = onceHandled;
        onceHandled = Optional.empty();
        deed.ifPresent(Runnable::run);
    }

    /// One connection.
    private final class Conversation {

        private final Socket socket;
        private final BufferedReader in;
        private final MailFault fault;
        private boolean greeted;
        private boolean authenticated;
        private Optional<String> sender = Optional.empty();
        private List<String> recipients = new ArrayList<>();

        Conversation(Socket socket, MailFault fault) throws IOException {
            this.socket = socket;
            this.fault = fault;
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        void hold() throws IOException {
            if (!say("", "220 mail.example.org ESMTP")) {
                return;
            }
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                if (line.length() > 510 && !fault.replies().containsKey("STARTTLS")) {
                    violated("a command of " + line.length() + " letters");
                }
                if (command.equals("QUIT")) {
                    say(command, "221 Bye");
                    return;
                }
                if (!(command.equals("DATA") ? data() : say(command, reply(command, line)))) {
                    return;
                }
            }
        }

        private String reply(String command, String line) {
            return switch (command) {
                case "EHLO" -> {
                    greeted = true;
                    yield "250-mail.example.org\r\n250-SIZE " + LARGEST + "\r\n250-AUTH PLAIN LOGIN\r\n250 ENHANCEDSTATUSCODES";
                }
                case "AUTH" -> auth(line);
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
            authenticated = greeted && List.of("\0", USER + "\0").stream().anyMatch(as -> said.equals(as + USER + "\0" + PASSWORD));
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
            return sender.get().equals(USER) ? "250 2.1.0 Sender is good" : "553 5.7.1 Not your address";
        }

        private String recipient(String line) {
            if (sender.isEmpty() || !line.matches("RCPT TO:<[^<>\\s]+>")) {
                return "503 5.5.1 Out of turn";
            }
            var mailbox = line.replaceFirst(".*<(.*)>.*", "$1");
            if (unknown.contains(mailbox)) {
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
            var text = new StringBuilder();
            for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    return false;
                }
                text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            var verdict = fault.replies().getOrDefault(".", MailLaw.refusal(text.toString(), LARGEST, LONGEST_LINE).orElse("250 2.0.0 Queued as 4242"));
            took(recipients, text.toString(), Integer.parseInt(verdict.substring(0, 3)));
            return say(".", verdict);
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
}
