package org.trackerwatch.deliver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.trackerwatch.core.Result;
import org.trackerwatch.trackers.Secret;

/// Takes a call's secrets out of what came back for it: some services repeat what they were told, and their words go into
/// the log, into lists and into messages to others.
record Scrub(Call call) {

    private static final String DOTS = "•••";

    /// Of what is shorter other writings might stand in any text.
    private static final int TELLING = 6;

    String over(String text) {
        var clean = text;
        for (var writing : call.secrets().stream().flatMap(Scrub::writings).filter(each -> !each.isEmpty()).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
            clean = clean.replace(writing, DOTS);
        }
        return clean;
    }

    /// To be read without them: what a notifier quotes it also cuts, and half a secret would no longer be found.
    HttpAnswer over(HttpAnswer answer) {
        var headers = new TreeMap<String, List<String>>();
        answer.headers().forEach((name, values) -> headers.put(name, values.stream().map(this::over).toList()));
        return new HttpAnswer(answer.at(), answer.status(), headers, over(answer.body()));
    }

    /// As a service may repeat it: in a URL, taken out of one, in JSON, in HTML, in base64.
    private static Stream<String> writings(Secret secret) {
        var plain = secret.reveal();
        if (plain.length() < TELLING) {
            return Stream.of(plain);
        }
        var decoded = PastedUrl.decoded(plain);
        return Stream.of(plain, decoded).distinct().flatMap(text -> {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var json = JsonText.write(text);
            var quoted = json.substring(1, json.length() - 1);
            var encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
            return Stream.of(text, quoted, quoted.replace("/", "\\/"), encoded, encoded.replace("+", "%20"),
                    text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;"),
                    Base64.getEncoder().withoutPadding().encodeToString(bytes), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        });
    }

    Result over(Result result) {
        return switch (result) {
            case Result.Delivered _, Result.Accepted _, Result.Throttled _ -> result;
            case Result.Transient(var reason) -> new Result.Transient(over(reason));
            case Result.TurnedAway(var reason) -> new Result.TurnedAway(over(reason));
            case Result.Uncertain(var reason) -> new Result.Uncertain(over(reason));
            case Result.Unreadable(var reason) -> new Result.Unreadable(over(reason));
            case Result.PayloadRefused(var reason) -> new Result.PayloadRefused(over(reason));
            case Result.TargetRefused(var reason, boolean mayReturn) -> new Result.TargetRefused(over(reason), mayReturn);
        };
    }

    Notifier.Check over(Notifier.Check check) {
        return switch (check) {
            case Notifier.Check.Unasked _ -> check;
            case Notifier.Check.Works(var name) -> new Notifier.Check.Works(over(name));
            case Notifier.Check.Refused(var reason) -> new Notifier.Check.Refused(over(reason));
            case Notifier.Check.Unknown(var reason) -> new Notifier.Check.Unknown(over(reason));
        };
    }
}
