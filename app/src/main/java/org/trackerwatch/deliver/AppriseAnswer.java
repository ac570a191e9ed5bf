package org.trackerwatch.deliver;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.trackerwatch.core.Result;
import tools.jackson.databind.JsonNode;

/// What the answer of an Apprise API means. It sends to all services of a configuration before it answers; whether all of
/// them took the message is the status, and which of them did, only the log that comes with it.
final class AppriseAnswer {

    private final HttpAnswer http;
    private final JsonNode body;
    private final ByStatus status;

    AppriseAnswer(HttpAnswer http) {
        this.http = http;
        this.body = JsonText.read(http.body());
        this.status = new ByStatus(http, "The Apprise API");
    }

    Result result() {
        boolean own = body.isObject() && body.has("error");
        return switch (http.status()) {
            case 200 -> own && body.path("error").isNull() ? new Result.Delivered(Optional.empty()) : status.unconfirmed();
            case 204 -> new Result.TargetRefused("The Apprise API keeps no configuration under this key, or an empty one (204). Store the"
                    + " addresses of your services there.");
            case 424 -> own && body.path("details").isArray() ? notAll() : status.unconfirmed();
            case 400, 406, 431 -> own ? refusal() : status.result();
            default -> status.result();
        };
    }

    /// How many services a message would go to.
    Optional<Integer> services() {
        return Optional.of(body.path("urls")).filter(urls -> http.status() == 200 && urls.isArray()).map(JsonNode::size);
    }

    /// Some may have been told, and would be told again if all were sent again. Only if none was, that does no harm.
    private Result notAll() {
        var log = StreamSupport.stream(body.path("details").spliterator(), false).map(entry -> entry.path(2).asString("")).toList();
        if (log.stream().anyMatch(AppriseAnswer::tellsOfSuccess)) {
            return new Result.Accepted();
        }
        return log.isEmpty() || log.stream().anyMatch(line -> line.contains("no service(s) to notify"))
                ? new Result.TurnedAway("No service in the configuration was meant, so nobody was told (424). Does the target's tag stand there?")
                : new Result.Transient("None of the services behind the Apprise API took the message (424)." + ByStatus.quoted(String.join("; ", troubles(log))));
    }

    private static boolean tellsOfSuccess(String line) {
        var lower = line.toLowerCase(Locale.ROOT);
        return lower.startsWith("sent ") || lower.contains("successfully") || lower.contains("delivered ");
    }

    private static List<String> troubles(List<String> log) {
        return log.stream().filter(line -> line.toLowerCase(Locale.ROOT).contains("fail")).limit(3).toList();
    }

    private Result refusal() {
        var said = body.path("error").asString("");
        if (http.status() == 406) {
            return new Result.TargetRefused("The Apprise API was told by itself (406): its configuration leads back to it.");
        }
        return said.contains("tag definition") ? new Result.TargetRefused("The Apprise API does not understand the target's tag." + ByStatus.quoted(said))
                : new Result.PayloadRefused("The Apprise API refuses the message (" + http.status() + ")." + ByStatus.quoted(said));
    }
}
