package org.trackerwatch.deliver;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.trackerwatch.core.Result;
import tools.jackson.databind.JsonNode;

/// What ntfy's answer means: by its own code, which is finer than the status. What comes without one was not written by
/// ntfy. It never says how long to wait, so that is known from its published server.
final class NtfyAnswer {

    /// A visitor may make one more request every five seconds.
    private static final Duration A_REQUEST_OR_TWO = Duration.ofSeconds(10);

    /// The clocks may differ.
    private static final Duration PAST_MIDNIGHT = Duration.ofMinutes(2);

    private final HttpAnswer http;
    private final JsonNode body;
    private final ByStatus status;

    NtfyAnswer(HttpAnswer http) {
        this.http = http;
        this.body = JsonText.read(http.body());
        this.status = new ByStatus(http, "ntfy");
    }

    Result result() {
        if (http.status() >= 200 && http.status() < 300) {
            return taken();
        }
        int code = body.path("code").asInt(0);
        boolean own = code / 100 == http.status() && body.path("http").asInt(0) == http.status();
        return !own || http.status() >= 500 ? status.result() : http.status() == 429 ? throttled(code) : refusal(code);
    }

    /// Of the account that was asked for.
    Optional<String> account() {
        return Optional.of(body.path("username")).filter(_ -> http.status() == 200 && body.has("limits")).map(name -> name.asString("*"));
    }

    /// A server that knows of sequences says which one the message is in, and that one can be changed. What an older one
    /// took can't.
    private Result taken() {
        var sequence = Optional.of(body.path("sequence_id").asString("")).filter(id -> !id.isEmpty());
        return body.path("id").asString("").isEmpty() ? status.unconfirmed() : new Result.Delivered(sequence);
    }

    private Result throttled(int code) {
        return switch (code) {
            case 42901 -> status.throttled(A_REQUEST_OR_TWO);
            case 42902, 42905, 42908, 42910 -> status.throttled(untilTomorrow());
            case 42909 -> new Result.TargetRefused("ntfy was asked too often with a wrong token or password from your network, and"
                    + " looks at none for now (42909). Correct it, and resume the target after some minutes.");
            default -> status.throttled(ByStatus.UNTOLD);
        };
    }

    /// The quotas of a day are given anew at midnight UTC.
    private Duration untilTomorrow() {
        var midnight = http.at().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Duration.between(http.at(), midnight).plus(PAST_MIDNIGHT);
    }

    private Result refusal(int code) {
        return switch (code) {
            case 40101 -> new Result.TargetRefused("ntfy does not accept the token or password (40101). Enter the address again, with one"
                    + " that is valid.");
            case 40301 -> new Result.TargetRefused("Whoever this target signs in as may not write to the topic (40301). Enter the address"
                    + " with a token, or give the user the right to write there (`ntfy access`).");
            case 40009, 40010 -> new Result.TargetRefused("ntfy does not allow a topic of that name (" + code + "). Choose another one.");
            case 40401 -> new Result.TargetRefused("There is an ntfy server, but it does not take messages at its root (40401).");
            default -> code / 100 == 400 || code / 100 == 413 ? new Result.PayloadRefused("ntfy refuses the message (" + code + ")."
                    + ByStatus.quoted(body.path("error").asString(""))) : status.unknown(body.path("error").asString(""));
        };
    }
}
