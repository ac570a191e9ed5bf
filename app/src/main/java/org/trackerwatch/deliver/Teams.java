package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// Microsoft Teams, through a workflow that begins "When a Teams webhook request is received". A message is part of an
/// Adaptive Card. All texts are text runs, the one element in which nothing is markup.
///
/// The flow posts later, and tells nobody whether it could: an answer of 202 is never more than accepted.
public final class Teams implements OverHttp {

    /// The flow refuses more than 28 KB, counted after it has wrapped the card up once more; 24,453 bytes were seen to
    /// become 28,897.
    private static final int BYTES = 20_000;

    /// Of each text, so that one message can't fill the card.
    private static final int TITLE = 256;
    private static final int TEXT = 2000;
    private static final int FIGURES = 20;
    private static final int FIGURE = 300;

    private static final Map<Pace.Scope, Pace.Rate> RATES = Map.of(Pace.Scope.BUCKET, new Pace.Rate(1, Duration.ofSeconds(1)));

    private static final Duration UNTOLD = Duration.ofSeconds(60);

    private static final List<String> HOSTS = List.of(".logic.azure.com", ".environment.api.powerplatform.com");
    private static final List<String> RETIRED = List.of(".webhook.office.com", "outlook.office.com", "outlook.office365.com");

    private static final Pattern WORKFLOW = Pattern.compile("/workflows/(?<id>[A-Za-z0-9-]{1,80})/triggers/");
    private static final Pattern SIGNATURE = Pattern.compile("(?:^|&)sig=(?<sig>[^&]+)");

    private static final String LOOKS_LIKE = " It looks like https://….environment.api.powerplatform.com/…/workflows/…/triggers/manual"
            + "/paths/invoke?…&sig=…; make one in Teams under the channel's … → Workflows → “Send webhook alerts to a channel”.";

    @Override
    public String kind() {
        return "teams";
    }

    @Override
    public boolean recognises(URI pasted) {
        var host = host(pasted);
        boolean workflow = HOSTS.stream().anyMatch(host::endsWith) && path(pasted).contains("/workflows/");
        return workflow || RETIRED.stream().anyMatch(host::endsWith);
    }

    /// Kept as it was pasted: every part of the query is signed. Its host is not compared with known ones, since there are
    /// clouds of their own for authorities and countries.
    @Override
    public Secret address(String pasted) {
        var uri = uri(pasted);
        if (RETIRED.stream().anyMatch(host(uri)::endsWith)) {
            throw new IllegalArgumentException("That is a connector's URL. Microsoft has switched connectors off; a workflow takes"
                    + " their place." + LOOKS_LIKE);
        }
        if (!WORKFLOW.matcher(path(uri)).find() || !SIGNATURE.matcher(query(uri)).find()) {
            throw new IllegalArgumentException("That is no whole URL of a Teams workflow: it has /workflows/… in its path and sig=… in"
                    + " its query." + LOOKS_LIKE);
        }
        return new Secret(uri.toString());
    }

    @Override
    public Pace pace(Target target) {
        var uri = URI.create(target.address().reveal());
        var workflow = WORKFLOW.matcher(path(uri));
        return new Pace("teams", "teams/" + (workflow.find() ? workflow.group("id") : host(uri)), RATES);
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var body = new ArrayList<Object>();
        int carried = switch (parcel.form()) {
            case SHARED, ALONE -> put(body, parcel.messages());
            case PLAIN -> {
                body.add(block(List.of(run(words(parcel.first()), Map.of()))));
                yield 1;
            }
        };
        var reach = target.link().allowPrivate() ? Call.Reach.PRIVATE_TOO : Call.Reach.PUBLIC;
        return new HttpCall(HttpCall.Method.POST, target.address(), Map.of("Content-Type", "application/json; charset=utf-8"),
                JsonText.write(envelope(body)), carried, secrets(target), reach);
    }

    private static Map<String, Object> envelope(List<Object> body) {
        var card = Map.of("$schema", "http://adaptivecards.io/schemas/adaptive-card.json", "type", "AdaptiveCard",
                "version", "1.4", "msteams", Map.of("width", "Full"), "body", body);
        return Map.of("type", "message", "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    private static int put(List<Object> body, List<Message> messages) {
        int room = BYTES - bytes(envelope(List.of()));
        int carried = 0;
        for (var message : messages) {
            var container = container(message);
            room -= bytes(container) + 1;
            if (carried > 0 && room < 0) {
                break;
            }
            body.add(container);
            carried++;
        }
        return carried;
    }

    private static int bytes(Object json) {
        return JsonText.write(json).getBytes(StandardCharsets.UTF_8).length;
    }

    private static Map<String, Object> container(Message message) {
        var title = block(List.of(run(Text.cut(shown(Text.oneLine(message.title())), TITLE), Map.of("weight", "Bolder", "size", "Medium"))));
        var text = block(List.of(run(Text.cut(shown(Text.clean(message.text())), TEXT), Map.of())));
        var figures = message.figures().stream().limit(FIGURES).map(Teams::figure);
        var footer = block(List.of(run(footer(message), Map.of("size", "Small", "isSubtle", true))));
        return Map.of("type", "Container", "style", style(message.severity()), "bleed", true,
                "items", Stream.of(Stream.of(title, text), figures, Stream.of(footer)).flatMap(part -> part).toList());
    }

    private static Map<String, Object> figure(Figure figure) {
        return Map.of("type", "RichTextBlock", "spacing", "None", "inlines", List.of(
                run(Text.cut(Text.oneLine(figure.name()), FIGURE) + ": ", Map.of("weight", "Bolder")),
                run(Text.cut(shown(Text.clean(figure.value())), FIGURE), Map.of())));
    }

    private static Map<String, Object> block(List<Object> inlines) {
        return Map.of("type", "RichTextBlock", "inlines", inlines);
    }

    private static Map<String, Object> run(String text, Map<String, Object> look) {
        var run = new LinkedHashMap<String, Object>(look);
        run.put("type", "TextRun");
        run.put("text", text);
        return run;
    }

    private static String words(Message message) {
        return Text.cut(shown(Text.oneLine(message.title())), TITLE) + "\n" + Text.cut(Text.clean(message.text()), TEXT) + "\n" + footer(message);
    }

    private static String footer(Message message) {
        return Text.cut(Text.oneLine(message.occurred() + " · " + message.code() + message.note().map(note -> " · " + note).orElse("")), TITLE);
    }

    private static String shown(String text) {
        return Text.isBlank(text) ? "—" : text;
    }

    /// Of Teams' own, so that it is right on a dark and on a light background.
    private static String style(Severity severity) {
        return switch (severity) {
            case URGENT -> "attention";
            case WARNING -> "warning";
            case GOOD -> "good";
            case INFO -> "accent";
        };
    }

    @Override
    public Result read(HttpAnswer answer) {
        int status = answer.status();
        if (status == 429) {
            return new Result.Throttled(answer.wait("retry-after").orElse(UNTOLD), Pace.Scope.BUCKET);
        }
        if (status >= 500 || status == 408 || status == 425) {
            return new Result.Transient("Microsoft's workflow service has trouble (" + status + ").");
        }
        if (status >= 400) {
            return refused(answer);
        }
        return status >= 300 ? new Result.TargetRefused("The workflow's address leads somewhere else now (" + status + "), and redirects"
                + " are not followed, since they could lead anywhere. Copy the workflow's URL again.") : new Result.Accepted();
    }

    /// Only Microsoft's own form of an error says that it is Microsoft who refuses.
    private static Result refused(HttpAnswer answer) {
        var error = JsonText.read(answer.body()).path("error");
        var code = Text.cut(Text.oneLine(error.path("code").asString("")), 80);
        if (code.isEmpty()) {
            return new Result.Transient("Something on the way to the workflow turns the request away without a reason that is known ("
                    + answer.status() + ").");
        }
        return switch (answer.status()) {
            case 401, 403 -> new Result.TargetRefused("The workflow refuses the signature in its URL (" + code + "): copy the URL again, and"
                    + " let the workflow's trigger allow anyone.");
            case 404, 410 -> new Result.TargetRefused("There is no such workflow any more, or it is switched off (" + code + "). Its owner"
                    + " can switch it on; until then it is tried once a day.", true);
            case 400 -> code.contains("NotEnabled") || code.contains("Disabled")
                    ? new Result.TargetRefused("The workflow is switched off (" + code + "). Its owner can switch it on; until then"
                            + " it is tried once a day.", true)
                    : new Result.PayloadRefused("The workflow refuses the message (" + code + ").");
            case 413 -> new Result.PayloadRefused("The workflow finds the message too long (" + code + ").");
            default -> new Result.Transient("The workflow turns the request away (" + answer.status() + ", " + code + ").");
        };
    }

    /// Whatever reaches a workflow starts it.
    @Override
    public Optional<HttpCall> check(Target target) {
        return Optional.empty();
    }

    @Override
    public Check checked(HttpAnswer answer) {
        return new Check.Unasked();
    }

    /// The signature as it stands in the URL, and as a service might print it.
    private static List<Secret> secrets(Target target) {
        var signature = SIGNATURE.matcher(query(URI.create(target.address().reveal())));
        return signature.find() ? List.of(new Secret(signature.group("sig")),
                new Secret(URLDecoder.decode(signature.group("sig"), StandardCharsets.UTF_8))) : List.of();
    }

    private static String host(URI uri) {
        return Optional.ofNullable(uri.getHost()).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
    }

    private static String path(URI uri) {
        return Optional.ofNullable(uri.getRawPath()).orElse("");
    }

    private static String query(URI uri) {
        return Optional.ofNullable(uri.getRawQuery()).orElse("");
    }

    private static URI uri(String pasted) {
        var text = pasted.strip().replaceFirst("^<(.*)>$", "$1");
        try {
            var uri = new URI(text.contains("://") ? text : "https://" + text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && PastedUrl.isPort(uri.getPort())) {
                return uri;
            }
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("That is no URL of a Teams workflow." + LOOKS_LIKE);
        }
        throw new IllegalArgumentException("That is no URL of a Teams workflow." + LOOKS_LIKE);
    }
}
