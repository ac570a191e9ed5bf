package org.trackerwatch.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.trackerwatch.trackers.Time;

/// A mail server on loopback that knows one user and refuses what the standards (RFC 5321, 5322, 4954) forbid: commands
/// out of turn, lines that are too long, bare line ends, bytes that are no ASCII, mails that are too big, headers that
/// are missing or came twice.
public final class FakeEmail implements Vendor, Host {

    /// How it is encrypted: with whose certificate, and from when on.
    record Lock(SSLContext own, MailCall.Safety begins) {}

    static final String USER = "otter@example.org";
    static final String PASSWORD = "pa55-w0rd@of/otters";

    private final Time time;
    private final ServerSocket server;
    private final Optional<Lock> lock;
    private final Deque<MailFault> script = new ArrayDeque<>();
    private final List<Loopback.Request> requests = new ArrayList<>();
    private final List<ReadMail> mails = new ArrayList<>();
    private final List<Shown> shown = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Set<String> unknown = new HashSet<>();
    private Optional<Runnable> onceHandled = Optional.empty();
    private boolean down;

    public FakeEmail(Time time) {
        this(time, Optional.empty());
    }

    FakeEmail(Time time, Optional<Lock> lock) {
        this.time = time;
        this.lock = lock;
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

    /// The first word of each that came, however it was answered.
    synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    synchronized void heard(String command) {
        commands.add(command);
    }

    synchronized boolean knows(String mailbox) {
        return !unknown.contains(mailbox);
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
            new MailTalk(this, lock, socket, next()).hold();
        } catch (IOException _) {
            // Who hangs up in the middle is gone.
        }
    }

    private synchronized MailFault next() {
        var fault = Optional.ofNullable(script.poll()).orElse(MailFault.NONE);
        return down && fault.equals(MailFault.NONE) ? MailFault.reply("EHLO", "421 4.3.2 The service is down") : fault;
    }

    synchronized void took(List<String> to, String text, int status) {
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
}
