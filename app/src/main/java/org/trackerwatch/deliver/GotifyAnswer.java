package org.trackerwatch.deliver;

import java.util.Optional;
import org.trackerwatch.core.Result;
import tools.jackson.databind.JsonNode;

/// What Gotify's answer means: the message with its number, or an error that repeats the status. What has neither was not
/// written by Gotify.
final class GotifyAnswer {

    private final HttpAnswer http;
    private final JsonNode body;
    private final ByStatus status;

    GotifyAnswer(HttpAnswer http) {
        this.http = http;
        this.body = JsonText.read(http.body());
        this.status = new ByStatus(http, "Gotify");
    }

    Result result() {
        if (http.status() == 200 && body.path("id").isIntegralNumber() && body.has("appid")) {
            return new Result.Delivered(Optional.of(body.path("id").asString()));
        }
        return isOwn() && http.status() < 500 && http.status() != 429 ? refusal() : status.result();
    }

    /// It looks at the token before it looks for a text.
    boolean wantsOnlyText() {
        return isOwn() && http.status() == 400 && said().contains("'message'") && said().contains("required");
    }

    private boolean isOwn() {
        return http.status() >= 400 && body.path("errorCode").asInt(0) == http.status();
    }

    private Result refusal() {
        return switch (http.status()) {
            case 400 -> said().contains("appid") ? new Result.TargetRefused("That is the token of a client, not of an application. Make"
                    + " one under Gotify → Apps, and enter the address again.")
                    : new Result.PayloadRefused("Gotify refuses the message." + ByStatus.quoted(said()));
            case 401, 403 -> new Result.TargetRefused("Gotify does not accept the application's token (" + http.status() + "): the application"
                    + " was deleted, or the token is that of something else. Copy it again under Gotify → Apps.");
            case 404 -> new Result.TargetRefused("There is a Gotify server, but it takes no messages at this address (404). Enter the"
                    + " address at which you open it in the browser.");
            case 413 -> new Result.PayloadRefused("The message is too large for Gotify (413).");
            default -> status.unknown(said());
        };
    }

    private String said() {
        return body.path("errorDescription").asString("");
    }
}
