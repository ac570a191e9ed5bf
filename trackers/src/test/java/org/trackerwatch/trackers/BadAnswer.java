package org.trackerwatch.trackers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.trackerwatch.trackers.PollFailure.Reason;

/// One way in which a site answers as none should. All of them are in [#all()]; a new one need only be added to one of
/// its lists.
///
/// @param name    what the site does
/// @param reasons that a poll may fail for. What is empty does no harm and must be read
/// @param stalls  it ends with our patience alone
record BadAnswer(String name, Set<Reason> reasons, boolean stalls, Manners manners) {

    /// What it is that is answered badly.
    ///
    /// @param good      the page as it should be
    /// @param own       the site's own address, without a slash at its end
    /// @param elsewhere likewise of a server that nothing may reach
    record Question(byte[] good, boolean json, String own, String elsewhere) {

        String text() {
            return new String(good, StandardCharsets.UTF_8);
        }
    }

    interface Manners {
        void answer(Question question, OutputStream out) throws IOException;
    }

    /// The body that comes instead.
    interface Body {
        byte[] of(Question question) throws IOException;
    }

    static List<BadAnswer> all() {
        return Stream.of(BadBodies.ALL, BadHeads.ALL, BadRedirects.ALL).flatMap(List::stream).toList();
    }

    /// A proper answer with another body.
    static BadAnswer body(String name, Set<Reason> reasons, Body body) {
        return new BadAnswer(name, reasons, false, (question, out) -> out.write(framed(type(question), body.of(question))));
    }

    /// All that goes over the wire.
    static BadAnswer raw(String name, Set<Reason> reasons, Body bytes) {
        return new BadAnswer(name, reasons, false, (question, out) -> out.write(bytes.of(question)));
    }

    static BadAnswer stalling(String name, Manners manners) {
        return new BadAnswer(name, Set.of(Reason.TIMED_OUT), true, manners);
    }

    static String type(Question question) {
        return "Content-Type: " + (question.json() ? "application/json" : "text/html") + "\r\n";
    }

    /// @param headers each with its line break
    static byte[] framed(String headers, byte[] body) {
        return joined(("HTTP/1.1 200 OK\r\nConnection: close\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1), body);
    }

    static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        Stream.of(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
