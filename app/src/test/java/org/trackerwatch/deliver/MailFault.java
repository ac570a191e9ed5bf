package org.trackerwatch.deliver;

import java.util.Map;
import java.util.Optional;

/// What goes wrong with one connection to [FakeEmail]. Commands are named by their first word; the greeting by nothing,
/// the end of a mail by its dot.
///
/// @param replies      in place of its own
/// @param hangsUpAfter it has read that, and closes the connection
/// @param silentAfter  it has read that, and says nothing any more
record MailFault(Map<String, String> replies, Optional<String> hangsUpAfter, Optional<String> silentAfter) {

    static final MailFault NONE = new MailFault(Map.of(), Optional.empty(), Optional.empty());

    static MailFault reply(String command, String reply) {
        return new MailFault(Map.of(command, reply), Optional.empty(), Optional.empty());
    }

    static MailFault hangUp(String command) {
        return new MailFault(Map.of(), Optional.of(command), Optional.empty());
    }

    static MailFault silence(String command) {
        return new MailFault(Map.of(), Optional.empty(), Optional.of(command));
    }
}
