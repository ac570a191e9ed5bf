package org.trackerwatch.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.Pace.Scope;
import org.trackerwatch.core.Result;
import tools.jackson.databind.JsonNode;

/// What Discord's answer to a posted message means. First its own code, where it gives one, then the HTTP status. Only a
/// code says that the message itself is at fault: a bare 4xx may come from a proxy on the way, and a message that is
/// given up for it would be lost to somebody else's trouble.
/// Written from Discord's documentation; what only its users observed is said to be so.
final class DiscordAnswer {

    /// For a 429 that does not say how long.
    private static final Duration UNTOLD = Duration.ofSeconds(60);

    private static final int LONGEST_QUOTE = 300;

    private final HttpAnswer http;
    private final JsonNode body;

    DiscordAnswer(HttpAnswer http) {
        this.http = http;
        this.body = JsonText.read(http.body());
    }

    Result result() {
        return byCode().orElseGet(this::byStatus);
    }

    /// Of the message posted, or of the webhook asked for.
    Optional<String> text(String field) {
        return body.path(field).asStringOpt().filter(text -> !text.isBlank());
    }

    private Optional<Result> byCode() {
        return Optional.ofNullable(switch (body.path("code").asInt(0)) {
            case 10015 -> new Result.TargetRefused("Discord no longer knows this webhook: it was deleted. Make a new one"
                    + " under the channel's settings → Integrations → Webhooks, and give its URL to this target.");
            case 10003 -> new Result.TargetRefused("The channel or thread of this webhook is gone. Choose another one in"
                    + " Discord, or correct thread_id in the URL.");
            case 50027 -> new Result.TargetRefused("Discord does not accept the token in this webhook's URL. Copy the URL"
                    + " again under the channel's settings → Integrations → Webhooks.");
            case 220001 -> new Result.TargetRefused("This webhook belongs to a forum channel, which only takes messages for"
                    + " a post. Add ?thread_id=… with the number of a post to the URL.");
            case 220002, 220003, 220004 -> new Result.TargetRefused("The thread in this webhook's URL does not fit its"
                    + " channel: " + quote());
            case 40333 -> new Result.TargetRefused("Discord turned this program away as such, not the message: " + quote());
            case 10008 -> new Result.PayloadRefused("Discord no longer knows the message that was to be changed.");
            case 40005, 50006, 50035, 50109, 200000, 240000 -> new Result.PayloadRefused("Discord refuses the message: " + problems());
            case 20016, 20028, 20029, 40062 -> throttled();
            case 130000 -> trouble();
            default -> null;
        });
    }

    private Result byStatus() {
        int status = http.status();
        return switch (status) {
            case 200 -> text("id").<Result>map(id -> new Result.Delivered(Optional.of(id)))
                    .orElseGet(() -> new Result.Unreadable("Discord's address answered 200, but with no message in it."));
            case 429 -> throttled();
            case 404 -> new Result.TargetRefused("Discord answers 404 for this webhook: " + quote());
            case 401, 403 -> body.isObject()
                    ? new Result.TargetRefused("Discord refuses this webhook (" + status + "): " + quote())
                    : new Result.Transient("Discord's gate (Cloudflare) turns this address away (" + status + ").");
            case 408, 425 -> trouble();
            default -> byRange(status);
        };
    }

    private Result byRange(int status) {
        if (status >= 500) {
            return trouble();
        }
        if (status >= 400) {
            return new Result.Transient("Discord, or something on the way to it, turns the request away without a reason"
                    + " that is known (" + status + "): " + quote());
        }
        if (status >= 300) {
            return new Result.TargetRefused("The webhook's address leads somewhere else now (" + status + "), and"
                    + " redirects are not followed, since they could lead anywhere. Copy the webhook's URL again.");
        }
        return new Result.Accepted();
    }

    private Result trouble() {
        return new Result.Transient("Discord has trouble (" + http.status() + ").");
    }

    /// The body's wait has a fraction, the header's is whole seconds: the longer one counts.
    private Result throttled() {
        var told = Stream.of(http.wait("retry-after"), HttpAnswer.seconds(body.path("retry_after").asDouble(-1)))
                .flatMap(Optional::stream).max(Duration::compareTo).orElse(UNTOLD);
        return new Result.Throttled(told, scope());
    }

    /// Every answer of the API carries `Via`. A 429 without it comes from Cloudflare, which has had enough of this
    /// address altogether. While the bucket says that something remains, it is the channel's limit that was met: 30 per
    /// minute, which Discord has named in a discussion and in no header.
    private Scope scope() {
        boolean global = body.path("global").asBoolean(false)
                || http.header("x-ratelimit-global").filter("true"::equalsIgnoreCase).isPresent()
                || http.header("x-ratelimit-scope").filter("global"::equals).isPresent();
        if (global || http.header("via").isEmpty()) {
            return Scope.HOST;
        }
        boolean shared = http.header("x-ratelimit-scope").filter("shared"::equals).isPresent();
        return shared || http.wholeNumber("x-ratelimit-remaining").orElse(0) > 0 ? Scope.CHANNEL : Scope.BUCKET;
    }

    /// Where in the message and why, from the tree of `errors`.
    private String problems() {
        var found = new ArrayList<String>();
        collect("", body.path("errors"), found);
        return found.isEmpty() ? quote() : Text.cut(Text.oneLine(String.join("; ", found)), LONGEST_QUOTE);
    }

    private static void collect(String path, JsonNode node, List<String> found) {
        for (var error : node.path("_errors")) {
            found.add(path + ": " + error.path("message").asString(""));
        }
        node.forEachEntry((name, child) -> {
            if (!name.equals("_errors")) {
                collect(path.isEmpty() ? name : path + "." + name, child, found);
            }
        });
    }

    private String quote() {
        var said = body.path("message").asStringOpt().map(Text::oneLine).orElse("");
        return said.isEmpty() ? "(it does not say why)" : Text.cut(said, LONGEST_QUOTE);
    }
}
