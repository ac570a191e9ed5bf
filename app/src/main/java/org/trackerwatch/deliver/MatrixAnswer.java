package org.trackerwatch.deliver;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.Pace.Scope;
import org.trackerwatch.core.Result;
import tools.jackson.databind.JsonNode;

/// What a homeserver's answer means. It says so by `errcode`; what comes without one was not written by a homeserver.
final class MatrixAnswer {

    /// For a 429 that does not say how long.
    private static final Duration UNTOLD = Duration.ofSeconds(60);

    private static final int LONGEST_QUOTE = 300;

    private final HttpAnswer http;
    private final JsonNode body;

    MatrixAnswer(HttpAnswer http) {
        this.http = http;
        this.body = JsonText.read(http.body());
    }

    Result result() {
        int status = http.status();
        if (status == 429) {
            return throttled();
        }
        if (status >= 500 || status == 408 || status == 425) {
            return trouble();
        }
        if (status >= 400) {
            return byCode(body.path("errcode").asString(""));
        }
        return status >= 300 ? elsewhere() : text("event_id").<Result>map(id -> new Result.Delivered(Optional.of(id)))
                .orElseGet(() -> new Result.Unreadable("The homeserver answered " + status + ", but with no message in it."));
    }

    /// Who is in the room asked for. Of a big one the list is cut, and then no JSON.
    Optional<String> members() {
        boolean listed = http.status() == 200 && http.body().stripLeading().startsWith("{") && http.body().contains("\"joined\"");
        var members = body.path("joined");
        return Optional.of(members.isObject() ? "a room of " + members.size() : "a room of many").filter(_ -> listed);
    }

    private Result byCode(String code) {
        return switch (code) {
            case "M_LIMIT_EXCEEDED" -> throttled();
            case "M_UNKNOWN_TOKEN", "M_MISSING_TOKEN" -> new Result.TargetRefused("The homeserver does not accept the access"
                    + " token: it was signed out, or has expired. Sign in again, and give this target the new token.");
            case "M_FORBIDDEN", "M_GUEST_ACCESS_FORBIDDEN" -> new Result.TargetRefused("The account may not write to this room: " + quote()
                    + ". Invite it, let it join, and let it write there.");
            case "M_USER_DEACTIVATED", "M_USER_SUSPENDED", "M_USER_LOCKED", "M_CONSENT_NOT_GIVEN" ->
                new Result.TargetRefused("The homeserver refuses this account: " + quote());
            case "M_NOT_FOUND", "M_UNRECOGNIZED", "M_INVALID_ROOM_ID" -> new Result.TargetRefused("The homeserver knows no such room"
                    + " or no such request (" + code + "): " + quote() + ". Is the address that of the homeserver, and the room's id whole?");
            case "M_TOO_LARGE", "M_BAD_JSON", "M_NOT_JSON", "M_INVALID_PARAM", "M_MISSING_PARAM" ->
                new Result.PayloadRefused("The homeserver refuses the message (" + code + "): " + quote());
            default -> isOfNothing() ? new Result.PayloadRefused("The homeserver has not the message that was to be changed: " + quote())
                    : new Result.Transient("The homeserver, or something on the way to it, turns the request away without a"
                    + " reason that is known (" + http.status() + "): " + quote());
        };
    }

    /// Synapse has no code of its own for a change of a message that it does not know.
    private boolean isOfNothing() {
        return http.status() == 400 && quote().toLowerCase(Locale.ROOT).contains("relation to unknown event");
    }

    private Result elsewhere() {
        return new Result.TargetRefused("The homeserver's address leads somewhere else now (" + http.status() + "), and redirects"
                + " are not followed, since they could lead anywhere. Enter the address that the redirect leads to.");
    }

    private Result trouble() {
        return new Result.Transient("The homeserver has trouble (" + http.status() + ").");
    }

    /// The header is the newer way to say it, the body's milliseconds the older.
    private Result throttled() {
        var told = Stream.of(http.wait("retry-after"), HttpAnswer.seconds(body.path("retry_after_ms").asDouble(-1) / 1000))
                .flatMap(Optional::stream).max(Duration::compareTo).orElse(UNTOLD);
        return new Result.Throttled(told, Scope.BUCKET);
    }

    private Optional<String> text(String field) {
        return body.path(field).asStringOpt().filter(text -> !text.isBlank());
    }

    private String quote() {
        return text("error").map(said -> Text.cut(Text.oneLine(said), LONGEST_QUOTE)).orElse("(it does not say why)");
    }
}
