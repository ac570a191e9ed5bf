package org.trackerwatch.deliver;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// Somebody's own receiver: JSON over https, signed. A request carries one message, since a program takes one event.
public final class Webhook implements OverHttp {

    private static final Duration WITHIN = Duration.ofSeconds(10);

    /// Nobody names a limit. More at once would be a flood to a script on a small machine.
    private static final Map<Pace.Scope, Pace.Rate> RATES = Map.of(Pace.Scope.BUCKET, new Pace.Rate(10, Duration.ofSeconds(1)));

    private final String userAgent;

    /// @param version of trackerwatch
    public Webhook(String version) {
        this.userAgent = "trackerwatch/" + version;
    }

    @Override
    public String kind() {
        return "webhook";
    }

    /// A program takes one event at a time.
    @Override
    public boolean bundles() {
        return false;
    }

    @Override
    public Secret address(String pasted) {
        return WebhookAddress.parse(pasted).url();
    }

    /// Any address may be one, so none is recognised as one.
    @Override
    public boolean recognises(URI pasted) {
        return false;
    }

    @Override
    public List<Choice> choices() {
        return WebhookSettings.CHOICES;
    }

    @Override
    public Map<String, Secret> issued(Link link, RandomGenerator random) {
        return new WebhookSettings(link).isUnsigned() ? Map.of(Keys.SECRET, Keys.fresh(random)) : Map.of();
    }

    /// By `webhook-id`, as the standard asks of receivers.
    @Override
    public boolean deduplicates() {
        return true;
    }

    @Override
    public Pace pace(Target target) {
        var address = WebhookAddress.parse(target.address().reveal());
        return new Pace("webhook/" + address.host(), "webhook/" + address.name(), RATES);
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var address = WebhookAddress.parse(target.address().reveal());
        var settings = new WebhookSettings(target.link());
        var id = "msg_" + parcel.key();
        var body = body(parcel, id, settings);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("User-Agent", userAgent);
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.putAll(settings.headers());
        headers.put("X-Trackerwatch-Event", parcel.first().told().type().replaceAll("[^\\x21-\\x7e]", "?"));
        headers.put("X-Trackerwatch-Delivery", id);
        headers.putAll(settings.signed(id, parcel.at(), body.getBytes(StandardCharsets.UTF_8)));
        var secrets = Stream.concat(address.secrets().stream(), settings.secrets().stream()).toList();
        return new HttpCall(HttpCall.Method.POST, address.url(), headers, body, 1, secrets,
                target.link().allowPrivate() ? Call.Reach.PRIVATE_TOO : Call.Reach.PUBLIC, WITHIN);
    }

    /// A template that makes too much of a message makes less of one without its data; and if that is too much, too, the
    /// message goes in our own form rather than not at all.
    private static String body(Parcel parcel, String id, WebhookSettings settings) {
        var values = Payload.of(parcel.first(), id, parcel.form() == Form.PLAIN);
        return settings.template().flatMap(template -> template.fill(values)
                .or(() -> template.fill(Payload.of(parcel.first(), id, true)))).orElseGet(() -> JsonText.write(values));
    }

    @Override
    public List<String> remarks(Parcel parcel, Target target) {
        var settings = new WebhookSettings(target.link());
        var values = Payload.of(parcel.first(), "msg_" + parcel.key(), false);
        var unsigned = Stream.of("This target has no secret, so the receiver can't tell that a request is ours; `trackerwatch"
                + " webhook rotate` gives it one.").filter(_ -> settings.isUnsigned());
        var tooLarge = settings.template().filter(template -> template.fill(values).isEmpty())
                .map(_ -> "The template makes too much of this message, so it goes without its data or in our own form.").stream();
        var missing = settings.template().stream().flatMap(template -> template.missing(values).stream())
                .map(name -> "The template's {{" + name + "}} is nothing that this event has, and becomes empty, or null where it stands alone.");
        return Stream.of(unsigned, tooLarge, missing).flatMap(each -> each).toList();
    }

    @Override
    public Result read(HttpAnswer answer) {
        var reply = new Reply("The receiver", answer);
        return switch (answer.status()) {
            case 202 -> new Result.Accepted();
            case 410 -> new Result.TargetRefused("The receiver answers 410: it wants no more of these. Set it up again there, then resume"
                    + " the target (its card, or `trackerwatch target resume`).");
            case 401, 403 -> new Result.TurnedAway("The receiver does not accept who we say we are (" + answer.status()
                    + reply.quote() + "): look at the target's auth, credential and secret.");
            case 404 -> new Result.TurnedAway("The receiver knows nothing at this address (404" + reply.quote() + ").");
            case 400, 413, 422 -> new Result.PayloadRefused("The receiver refuses the message (" + answer.status() + reply.quote() + ").");
            default -> answer.status() >= 200 && answer.status() < 300 ? new Result.Delivered(Optional.empty()) : reply.other();
        };
    }

    @Override
    public Pace.Learned limits(HttpAnswer answer) {
        return new Reply("The receiver", answer).learned();
    }

    /// A receiver is asked nothing that it was not made for.
    @Override
    public Optional<HttpCall> check(Target target) {
        return Optional.empty();
    }

    @Override
    public Check checked(HttpAnswer answer) {
        return new Check.Unknown("Whether it works shows when something is sent to it.");
    }
}
