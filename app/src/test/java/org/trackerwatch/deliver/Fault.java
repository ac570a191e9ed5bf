package org.trackerwatch.deliver;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;

/// What goes wrong with one request to [FakeDiscord].
///
/// @param instead an answer given without looking at the request; empty: the request is handled as usual
/// @param answer  what then becomes of the answer on its way
public record Fault(Optional<MockResponse> instead, UnaryOperator<MockResponse.Builder> answer) {

    private static final String HTML = "<!DOCTYPE html><html><body><h1>Error</h1>cloudflare</body></html>";

    private static Fault instead(MockResponse.Builder response) {
        return new Fault(Optional.of(response.build()), answer -> answer);
    }

    private static Fault afterwards(UnaryOperator<MockResponse.Builder> answer) {
        return new Fault(Optional.empty(), answer);
    }

    private static MockResponse.Builder throttled(double seconds, boolean global) {
        return FakeDiscord.json(429, "{\"message\": \"You are being rate limited.\", \"retry_after\": " + seconds
                        + ", \"global\": " + global + "}")
                .setHeader("Retry-After", (long) Math.ceil(seconds));
    }

    /// The bucket is used up. The body's seconds have a fraction, the header's have none.
    public static Fault bucket429(double seconds) {
        return instead(throttled(seconds, false).setHeader("X-RateLimit-Limit", 5).setHeader("X-RateLimit-Remaining", 0)
                .setHeader("X-RateLimit-Reset-After", seconds).setHeader("X-RateLimit-Scope", "user"));
    }

    /// A limit that several webhooks share.
    public static Fault shared429(double seconds) {
        return instead(throttled(seconds, false).setHeader("X-RateLimit-Scope", "shared"));
    }

    public static Fault global429(double seconds) {
        return instead(throttled(seconds, true).setHeader("X-RateLimit-Global", "true"));
    }

    /// Not from Discord's API, but from Cloudflare before it: no `Via`, no JSON.
    public static Fault cloudflare429(int seconds) {
        return instead(new MockResponse.Builder().code(429).setHeader("Retry-After", seconds).body(HTML));
    }

    public static Fault html(int status) {
        return instead(new MockResponse.Builder().code(status).setHeader("Content-Type", "text/html").body(HTML));
    }

    public static Fault json(int status, String body) {
        return instead(FakeDiscord.json(status, body));
    }

    public static Fault json(int status, String body, Map<String, String> headers) {
        var response = FakeDiscord.json(status, body);
        headers.forEach(response::setHeader);
        return instead(response);
    }

    /// To somewhere else. Nobody may follow.
    public static Fault redirect(int status, String location) {
        return instead(new MockResponse.Builder().code(status).setHeader("Location", location));
    }

    /// Tempts clients that resend by themselves.
    public static Fault retryNow(int status) {
        return instead(FakeDiscord.json(status, "{\"message\": \"busy\", \"code\": 0}").setHeader("Retry-After", 0));
    }

    /// Takes the message and says nothing of it.
    public static Fault noContent() {
        return afterwards(_ -> new MockResponse.Builder().code(204).setHeader("Via", "1.1 google"));
    }

    /// Takes the message; the connection breaks before the answer.
    public static Fault answerLost() {
        return afterwards(answer -> answer.onResponseStart(new SocketEffect.CloseSocket()));
    }

    /// Takes nothing; the connection breaks before any answer, as that of a gateway which a message brings down.
    public static Fault broken() {
        return instead(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
    }

    /// Takes the message; the connection breaks within the answer.
    public static Fault answerCut() {
        return afterwards(answer -> answer.onResponseBody(new SocketEffect.CloseSocket()));
    }

    /// Refuses; the connection breaks within the words of it.
    public static Fault cutRefusal(int status) {
        return new Fault(Optional.of(FakeDiscord.json(status, "x".repeat(1000)).build()),
                answer -> answer.onResponseBody(new SocketEffect.CloseSocket()));
    }

    /// Answers well, and closes the connection without saying that it will.
    public static Fault closingAfterwards() {
        return afterwards(answer -> answer.onResponseEnd(new SocketEffect.CloseSocket()));
    }

    /// Takes the message and never answers.
    public static Fault silence() {
        return afterwards(answer -> answer.onResponseStart(SocketEffect.Stall.INSTANCE));
    }

    /// Takes the message; the answer comes a byte a second.
    public static Fault slowBody() {
        return afterwards(answer -> answer.throttleBody(1, 1, TimeUnit.SECONDS));
    }

    /// Takes the message and answers with far more than anybody wants to read.
    public static Fault hugeBody(int bytes) {
        return afterwards(_ -> FakeDiscord.json(500, "x".repeat(bytes)));
    }
}
