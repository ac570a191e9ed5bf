package org.trackerwatch.deliver;

import java.util.List;
import java.util.Optional;
import org.trackerwatch.trackers.Secret;

/// One transaction with a mail server.
///
/// @param login  empty where the server asks nobody who he is
/// @param mail   what is put in; empty: the server is only asked whether it lets this user in
/// @param reach  where it may lead; beyond the public internet it may also be in the clear
public record MailCall(String host, int port, Safety safety, Optional<Login> login, Optional<Mail> mail, int messages,
                       List<Secret> secrets, Reach reach) implements Call {

    public enum Safety {
        /// Encrypted from the first byte on, usually on port 465.
        WRAPPED,
        /// Begins in the clear and is encrypted before anything is said (STARTTLS), usually on port 587; else nothing is said.
        UPGRADED,
        /// Likewise where the server offers it, else in the clear, as the user allowed for his own network.
        OFFERED
    }

    public record Login(String user, Secret password) {}

    /// @param text headers and body as they go over the wire, in ASCII, with CRLF at the end of each line
    public record Mail(String from, List<String> to, String text) {

        public Mail {
            to = List.copyOf(to);
        }
    }

    public MailCall {
        secrets = List.copyOf(secrets);
    }
}
