package org.trackerwatch.deliver;

import java.util.Optional;
import org.trackerwatch.core.Result;
import tools.jackson.databind.JsonNode;

/// What Home Assistant's answer means. A service answers with the states that it changed, most often none, once it has run
/// without an error; a webhook with nothing at all, also one that nobody knows. Refusals are the status in words, or a
/// message in JSON; what is neither was not written by Home Assistant.
final class HomeAssistantAnswer {

    private final HttpAnswer http;
    private final JsonNode body;
    private final ByStatus status;

    HomeAssistantAnswer(HttpAnswer http) {
        this.http = http;
        this.body = JsonText.read(http.body());
        this.status = new ByStatus(http, "Home Assistant");
    }

    Result result() {
        if (http.status() == 200) {
            return body.isArray() ? new Result.Delivered(Optional.empty())
                    : Text.isBlank(http.body()) ? new Result.Accepted() : status.unconfirmed();
        }
        return isOwn() ? refusal() : status.result();
    }

    /// What was asked for, if it is there.
    Optional<String> found() {
        if (http.status() != 200) {
            return Optional.empty();
        }
        var entity = Optional.of(body.path("entity_id").asString("")).filter(id -> !id.isEmpty())
                .map(id -> Text.oneLine(body.path("attributes").path("friendly_name").asString(id)));
        return entity.or(() -> Optional.of("Home Assistant").filter(_ -> body.path("message").asString("").equals("API running.")));
    }

    /// Of the entity that was asked for.
    boolean isUnknown() {
        return http.status() == 404 && body.path("message").asString("").equals("Entity not found.");
    }

    private boolean isOwn() {
        return http.body().strip().startsWith(http.status() + ": ") || body.path("message").isString();
    }

    /// While it starts, services are missing that come later: so that one is unknown counts only when it lasts. It can't be
    /// the message, whose names are always the same.
    private Result refusal() {
        return switch (http.status()) {
            case 400 -> new Result.TurnedAway("Home Assistant knows no such notify service or entity, or can't call it (400). Look for its"
                    + " name under Developer tools → Actions." + ByStatus.quoted(body.path("message").asString("")));
            case 401 -> new Result.TargetRefused("Home Assistant does not accept the access token (401): it was deleted, or is not whole. Make"
                    + " a new one under your profile → Security, and enter the address again.");
            case 403 -> new Result.TargetRefused("Home Assistant has banned this machine's address for signing in wrongly (403). Take it out of"
                    + " ip_bans.yaml, and restart Home Assistant.");
            default -> status.result();
        };
    }
}
