package org.trackerwatch.trackers;

import static org.trackerwatch.trackers.BadAnswer.framed;
import static org.trackerwatch.trackers.BadAnswer.joined;
import static org.trackerwatch.trackers.BadAnswer.raw;
import static org.trackerwatch.trackers.BadAnswer.stalling;
import static org.trackerwatch.trackers.BadAnswer.type;
import static org.trackerwatch.trackers.PollFailure.Reason.SITE_ERROR;
import static org.trackerwatch.trackers.PollFailure.Reason.UNREACHABLE;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What is wrong with the words around a page, or with how the connection ends.
final class BadHeads {

    private static final Set<Reason> BROKEN = Set.of(SITE_ERROR);

    private static final Set<Reason> LOST = Set.of(SITE_ERROR, UNREACHABLE);

    private static final Set<Reason> NONE = Set.of();

    static final List<BadAnswer> ALL = List.of(
            headed("letters beyond ASCII", NONE, "X-Caf\u00e9: \u00e9t\u00e9\r\n"),
            headed("a line without a colon", BROKEN, "no colon here\r\n"),
            headed("a name that is empty", BROKEN, ": nothing\r\n"),
            headed("a line of a megabyte", LOST, "X-Long: " + "x".repeat(1 << 20) + "\r\n"),
            headed("ten thousand lines", LOST, lines("X-%d: some words that say nothing at all, over and over again\r\n")),
            headed("three thousand cookies", NONE, lines("Set-Cookie: c%d=abcdefghijkl; Path=/\r\n").substring(0, 120_000).replaceFirst("[^\n]*$", "")),
            headed("cookies that are none", NONE, "Set-Cookie: =;;;\r\nSet-Cookie: \u0001=\u0002\r\nSet-Cookie: a\r\nSet-Cookie: session=; Domain=elsewhere.example\r\n"),
            raw("two lengths", BROKEN, question -> framed("Content-Length: 20\r\n", question.good())),
            raw("a length below nothing", BROKEN, question -> answer("Content-Length: -5\r\n", question.good())),
            raw("a length that is no number", BROKEN, question -> answer("Content-Length: many\r\n", question.good())),
            raw("more than the length", NONE, question -> joined(framed(type(question), question.good()), ascii("and more"))),
            raw("less than the length", BROKEN, question -> answer("Content-Length: " + (question.good().length + 10) + "\r\n", question.good())),
            raw("pieces without end", BROKEN, question -> answer("Transfer-Encoding: chunked\r\n", joined(ascii("5\r\n"), Arrays.copyOf(question.good(), 5), ascii("\r\n")))),
            raw("pieces of no length", BROKEN, question -> answer("Transfer-Encoding: chunked\r\n", ascii("xyz\r\n"))),
            raw("half of it in the old way", BROKEN, question -> joined(ascii("HTTP/1.0 200 OK\r\n" + type(question) + "\r\n"),
                    Arrays.copyOf(question.good(), question.good().length / 2))),
            raw("all of it in the old way", NONE, question -> joined(ascii("HTTP/1.0 200 OK\r\n" + type(question) + "\r\n"), question.good())),
            raw("no head at all", LOST, BadAnswer.Question::good),
            raw("another protocol", BROKEN, _ -> ascii("SSH-2.0-OpenSSH_9.2\r\n")),
            raw("a status that is none", BROKEN, _ -> ascii("HTTP/1.1 abc\r\n\r\n")),
            raw("a status beyond all", BROKEN, _ -> ascii("HTTP/1.1 999 Go away\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")),
            raw("a head that breaks off", LOST, _ -> ascii("HTTP/1.1 200 OK\r\nContent-Le")),
            raw("nothing but the end", LOST, _ -> new byte[0]),
            stalling("patience, again and again", (_, out) -> {
                for (int i = 0; i < 2000; i++) {
                    out.write(ascii("HTTP/1.1 102 Processing\r\n\r\n"));
                    BadBodies.pause();
                }
            }),
            stalling("a head that never ends", (_, out) -> {
                out.write(ascii("HTTP/1.1 200 OK\r\n"));
                BadBodies.pause(4000);
            }));

    private BadHeads() {}

    private static BadAnswer headed(String name, Set<Reason> reasons, String lines) {
        return raw(name, reasons, question -> framed(type(question) + lines, question.good()));
    }

    private static String lines(String line) {
        return IntStream.range(0, 10_000).mapToObj(line::formatted).collect(Collectors.joining());
    }

    private static byte[] answer(String headers, byte[] body) {
        return joined(ascii("HTTP/1.1 200 OK\r\nConnection: close\r\n" + headers + "\r\n"), body);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
