package org.trackerwatch.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.trackerwatch.core.Pace.Scope;
import org.trackerwatch.core.Result;
import tools.jackson.databind.JsonNode;

/// What Pushover's answer means. `status` is 1 if it took the message. A 4xx with `status` 0 is its own refusal, which it
/// asks not to be bothered with again: what is wrong stands beside it by the name of the parameter.
final class PushoverAnswer {

    /// For a 429 that does not say how long.
    private static final Duration UNTOLD = Duration.ofSeconds(60);

    /// Asked for after a 5xx.
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private static final int LONGEST_QUOTE = 300;
    private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{9,11}");

    private final HttpAnswer http;
    private final JsonNode body;

    PushoverAnswer(HttpAnswer http) {
        this.http = http;
        this.body = JsonText.read(http.body());
    }

    Result result() {
        int status = http.status();
        return switch (status) {
            case 200 -> isTaken() ? new Result.Delivered(Optional.empty())
                    : new Result.Unreadable("Pushover's address answered 200, but not that it took the message.");
            case 429 -> new Result.Throttled(untilReset().or(() -> http.wait("retry-after")).orElse(UNTOLD), Scope.BUCKET);
            case 408, 425 -> trouble();
            default -> status >= 500 ? trouble() : status >= 400 ? refusal() : elsewhere();
        };
    }

    boolean isTaken() {
        return http.status() == 200 && body.path("status").asInt(0) == 1;
    }

    /// Of the user asked for.
    String devices() {
        var names = body.path("devices").valueStream().map(name -> Text.oneLine(name.asString(""))).collect(Collectors.joining(", "));
        return names.isEmpty() ? "a key without active devices of its own" : Text.cut(names, LONGEST_QUOTE);
    }

    /// When the application may send again, as far as this answer tells.
    Optional<Instant> freeAt() {
        if (http.status() >= 500) {
            return Optional.of(http.at().plus(AFTER_TROUBLE));
        }
        boolean usedUp = http.wholeNumber("x-limit-app-remaining").filter(left -> left <= 0).isPresent();
        return untilReset().filter(_ -> usedUp).map(http.at()::plus);
    }

    /// To the first of the next month.
    private Optional<Duration> untilReset() {
        return http.header("x-limit-app-reset").map(String::strip).filter(text -> EPOCH_SECONDS.matcher(text).matches())
                .map(text -> Duration.between(http.at(), Instant.ofEpochSecond(Long.parseLong(text))))
                .flatMap(wait -> HttpAnswer.seconds(wait.toMillis() / 1000.0)).filter(Duration::isPositive);
    }

    private Result refusal() {
        if (!body.path("status").isIntegralNumber() || body.path("status").asInt() != 0) {
            return new Result.Transient("Pushover, or something on the way to it, turns the request away without a reason that"
                    + " is known (" + http.status() + "): " + quote());
        }
        if (body.has("token")) {
            return new Result.TargetRefused("Pushover does not accept the application's token: " + quote() + ". Copy it again at"
                    + " https://pushover.net, where your applications are listed.");
        }
        if (body.has("user") || body.has("device")) {
            return new Result.TargetRefused("Pushover does not know the user, the group or the device: " + quote() + ". Copy the"
                    + " key again at https://pushover.net, and see that a device is active.");
        }
        return new Result.PayloadRefused("Pushover refuses the message: " + quote());
    }

    private Result elsewhere() {
        return new Result.TargetRefused("Pushover's address leads somewhere else now (" + http.status() + "), and redirects are"
                + " not followed, since they could lead anywhere.");
    }

    private Result trouble() {
        return new Result.Transient("Pushover has trouble (" + http.status() + ").");
    }

    private String quote() {
        var said = body.path("errors").valueStream().map(error -> error.asString("")).collect(Collectors.joining("; "));
        return Text.isBlank(said) ? "(it does not say why)" : Text.cut(Text.oneLine(said), LONGEST_QUOTE);
    }
}
