package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trackerwatch.core.Result;
import org.trackerwatch.trackers.Secret;

/// Takes a call's secrets out of what came back for it: some services repeat what they were told, and their words go into
/// the log, into lists and into messages to others. They repeat it in whatever [Writing], and may cut it. What leaves a piece of a secret in no writing that is known to begin and end
/// somewhere ([Traces]) goes as a whole word or, where it stands in no word, as a line.
final class Scrub {

    private static final String DOTS = "•••";

    private static final Pattern WORD = Pattern.compile("[^\\s\"<>{}]+");
    private static final Pattern LINE = Pattern.compile("[^\r\n]+");

    private final List<Writing> writings;
    private final Traces traces;

    Scrub(Call call) {
        var secrets = call.secrets().stream().map(Secret::reveal).toList();
        this.writings = secrets.stream().flatMap(Scrub::texts).filter(text -> !text.isBlank()).distinct().map(Writing::new).toList();
        this.traces = new Traces(secrets.stream().flatMap(secret -> Stream.of(secret, PastedUrl.decoded(secret))));
    }

    /// In a URL it was written already; and whoever got it in a header may name it in base64.
    private static Stream<String> texts(String secret) {
        return Stream.of(secret, PastedUrl.decoded(secret), PastedUrl.decoded(secret.replace("+", "%2B"))).distinct().flatMap(text -> {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            return bytes.length < 6 ? Stream.of(text) : Stream.of(text, Base64.getEncoder().encodeToString(bytes),
                    Base64.getEncoder().withoutPadding().encodeToString(bytes), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        });
    }

    String over(String text) {
        var clean = known(text);
        return traces.in(clean) ? LINE.matcher(clean).replaceAll(line -> Matcher.quoteReplacement(untraced(line.group()))) : clean;
    }

    private String untraced(String line) {
        if (!traces.in(line)) {
            return line;
        }
        var words = WORD.matcher(line).replaceAll(word -> traces.in(word.group()) ? DOTS : Matcher.quoteReplacement(word.group()));
        return traces.in(words) ? DOTS : words;
    }

    private String known(String text) {
        var secret = new BitSet(text.length());
        for (int at = 0; at < text.length(); at++) {
            secret.set(at, end(text, at));
        }
        var clean = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            clean.append(secret.get(at) ? DOTS : text.substring(at, at + 1));
            at = secret.get(at) ? secret.nextClearBit(at) - 1 : at;
        }
        return clean.toString();
    }

    private int end(String text, int from) {
        return writings.stream().mapToInt(writing -> writing.end(text, from)).max().orElse(from);
    }

    private HttpAnswer over(HttpAnswer answer) {
        var headers = new TreeMap<String, List<String>>();
        answer.headers().forEach((name, values) -> headers.put(name, values.stream().map(this::over).toList()));
        return new HttpAnswer(answer.at(), answer.status(), headers, over(answer.body()));
    }

    /// What an answer means is told by all of it: a secret may look like a word or a number that has to be in it. Its words
    /// are quoted from what is left without secrets, since a notifier cuts what it quotes, and half a secret would not be found.
    Result read(HttpAnswer answer, Function<HttpAnswer, Result> reading) {
        var whole = reading.apply(answer);
        var clean = reading.apply(over(answer));
        return switch (whole) {
            case Result.Delivered _, Result.Accepted _, Result.Throttled _ -> whole;
            case Result.TargetRefused(var reason, boolean mayReturn) -> new Result.TargetRefused(over(
                    clean instanceof Result.TargetRefused(var words, _) ? words : reason), mayReturn);
            case Result.Transient _, Result.TurnedAway _, Result.Uncertain _, Result.Unreadable _, Result.PayloadRefused _ ->
                    over(clean.getClass() == whole.getClass() ? clean : whole);
        };
    }

    /// Likewise.
    Notifier.Check check(HttpAnswer answer, Function<HttpAnswer, Notifier.Check> reading) {
        var whole = reading.apply(answer);
        var clean = reading.apply(over(answer));
        return over(clean.getClass() == whole.getClass() ? clean : whole);
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
