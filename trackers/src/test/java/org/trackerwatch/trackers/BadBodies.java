package org.trackerwatch.trackers;

import static org.trackerwatch.trackers.BadAnswer.body;
import static org.trackerwatch.trackers.BadAnswer.framed;
import static org.trackerwatch.trackers.BadAnswer.joined;
import static org.trackerwatch.trackers.BadAnswer.raw;
import static org.trackerwatch.trackers.BadAnswer.stalling;
import static org.trackerwatch.trackers.BadAnswer.type;
import static org.trackerwatch.trackers.PollFailure.Reason.CREDENTIAL_REFUSED;
import static org.trackerwatch.trackers.PollFailure.Reason.LAYOUT_CHANGED;
import static org.trackerwatch.trackers.PollFailure.Reason.SESSION_EXPIRED;
import static org.trackerwatch.trackers.PollFailure.Reason.SITE_ERROR;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.trackerwatch.trackers.BadAnswer.Body;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What comes instead of a page.
final class BadBodies {

    private static final Set<Reason> BROKEN = Set.of(SITE_ERROR);

    private static final Set<Reason> NOT_KNOWN = Set.of(SITE_ERROR, LAYOUT_CHANGED);

    private static final Set<Reason> SHUT_OUT = Set.of(CREDENTIAL_REFUSED, SESSION_EXPIRED);

    private static final Set<Reason> NONE = Set.of();

    private static final String LOGIN = "<!DOCTYPE html><html><head><title>Login</title></head><body>"
            + "<form method=\"post\" action=\"takelogin.php\"><input name=\"username\"><input type=\"password\" name=\"password\"></form></body></html>";

    private static final byte[] BOMB = bomb();

    static final List<BadAnswer> ALL = List.of(
            body("random bytes", BROKEN, _ -> noise(5000)),
            body("words that are no page", NOT_KNOWN, _ -> text("Lorem ipsum dolor sit amet. ".repeat(40))),
            body("a page of something else", NOT_KNOWN, _ -> text("<html><head><title>Bread</title></head><body><p>Knead it.</p></body></html>")),
            body("nothing", BROKEN, _ -> new byte[0]),
            body("a space", BROKEN, _ -> text(" ")),
            body("half of the page", NOT_KNOWN, question -> Arrays.copyOf(question.good(), question.good().length / 2)),
            body("all but the last letter", NONE, question -> question.json() ? question.good() : Arrays.copyOf(question.good(), Math.max(0, question.good().length - 1))),
            body("ten megabytes", BROKEN, _ -> text("<p>x</p>\n".repeat(1_200_000))),
            body("ten megabytes of brackets", BROKEN, _ -> text("[".repeat(10 << 20))),
            body("elements in elements", NOT_KNOWN, _ -> text("<div>".repeat(200_000))),
            body("lists in lists", BROKEN, _ -> text("[".repeat(100_000) + "]".repeat(100_000))),
            raw("more and more", BROKEN, question -> joined(text("HTTP/1.1 200 OK\r\n" + type(question) + "\r\n"), new byte[12 << 20])),
            coded("a bomb of zeros", BROKEN, "gzip", _ -> BOMB),
            coded("a bomb in a bomb", BROKEN, "gzip", _ -> packed(BOMB)),
            coded("packed twice", BROKEN, "gzip, gzip", question -> packed(packed(question.good()))),
            coded("packed, and cut off", BROKEN, "gzip", question -> Arrays.copyOf(packed(question.good()), packed(question.good()).length / 2)),
            coded("not packed as it says", BROKEN, "gzip", question -> question.good()),
            coded("packed in a way that nobody asked for", BROKEN, "br", _ -> noise(3000)),
            coded("packed in another such way", BROKEN, "zstd", _ -> noise(3000)),
            coded("packed in a way that nobody knows", BROKEN, "klingon", _ -> noise(3000)),
            coded("a coding that is none", NONE, "utf-8", question -> question.good()),
            body("the login page", SHUT_OUT, _ -> text(LOGIN)),
            body("null everywhere", NOT_KNOWN, question -> text(question.json() ? question.text().replaceAll("(?<=\":)\\s*(\"[^\"]*\"|[\\d.-]+)", "null")
                    : question.text().replaceAll("\\d", ""))),
            body("an empty object", NOT_KNOWN, _ -> text("{}")),
            body("null", NOT_KNOWN, _ -> text("null")),
            body("an order of bytes that nobody told", BROKEN, question -> question.text().getBytes(StandardCharsets.UTF_16LE)),
            body("an order of bytes with its mark", NONE, question -> joined(new byte[] {(byte) 0xff, (byte) 0xfe},
                    question.text().getBytes(StandardCharsets.UTF_16LE))),
            body("a mark before the first letter", NONE, question -> joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, question.good())),
            raw("another encoding than it says", NOT_KNOWN, question -> framed("Content-Type: text/html; charset=utf-16\r\n", question.good())),
            stalling("a byte now and then", (question, out) -> drip(framed("", question.good()), out)));

    private BadBodies() {}

    private static BadAnswer coded(String name, Set<Reason> reasons, String coding, Body body) {
        return raw(name, reasons, question -> framed(type(question) + "Content-Encoding: " + coding + "\r\n", body.of(question)));
    }

    /// Longer than anybody's patience lasts.
    private static void drip(byte[] bytes, OutputStream out) throws IOException {
        for (byte next : bytes) {
            out.write(next);
            out.flush();
            pause();
        }
    }

    static void pause() throws IOException {
        pause(40);
    }

    static void pause(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static byte[] noise(int length) {
        var noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private static byte[] bomb() {
        try {
            return packed(new byte[64 << 20]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
