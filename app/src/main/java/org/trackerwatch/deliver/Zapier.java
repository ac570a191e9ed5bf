package org.trackerwatch.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// A Zap that begins with “Webhooks by Zapier: Catch Hook”. It is sent the webhook's payload and, beside it, the same with
/// one level, since people connect its fields by hand.
public final class Zapier implements OverHttp {

    private static final URI ZAPIER = URI.create("https://hooks.zapier.com");

    private static final Pattern PATH = Pattern.compile("/hooks/(?:catch|standard)/(?<user>\\d{1,20})/(?<hook>[A-Za-z0-9]{4,60})(?:/silent)?/?");

    private static final String LOOKS_LIKE = " It looks like https://hooks.zapier.com/hooks/catch/123456/abc123/; Zapier shows it"
            + " when a Zap begins with “Webhooks by Zapier” and the event “Catch Hook”.";

    /// Zapier's pages give several numbers; this is the lowest, for old addresses.
    private static final Map<Pace.Scope, Pace.Rate> RATES = Map.of(Pace.Scope.BUCKET, new Pace.Rate(1000, Duration.ofMinutes(5)));

    private final URI base;

    /// @param base what stands for https://hooks.zapier.com
    public Zapier(URI base) {
        this.base = URI.create(base.toString().replaceFirst("/+$", ""));
    }

    @Override
    public String kind() {
        return "zapier";
    }

    /// A program takes one event at a time.
    @Override
    public boolean bundles() {
        return false;
    }

    @Override
    public Secret address(String pasted) {
        var path = path(pasted);
        return new Secret(ZAPIER + "/hooks/catch/" + path.group("user") + "/" + path.group("hook") + "/");
    }

    @Override
    public boolean recognises(URI pasted) {
        var url = new PastedUrl(pasted);
        return pasted.getHost() != null && pasted.getPath() != null && (url.leadsTo(ZAPIER) || url.below(base).isPresent())
                && pasted.getPath().contains("/hooks/");
    }

    private Matcher path(String pasted) {
        var url = PastedUrl.of(pasted).filter(found -> found.leadsTo(ZAPIER) && found.scheme().equals("https") || found.below(base).isPresent())
                .orElseThrow(() -> new IllegalArgumentException("That address does not lead to Zapier over https." + LOOKS_LIKE));
        var path = PATH.matcher(url.below(base).orElseGet(() -> url.uri().getPath()));
        if (!path.matches()) {
            throw new IllegalArgumentException("That address of Zapier's is not whole, or is none of a Catch Hook." + LOOKS_LIKE);
        }
        return path;
    }

    @Override
    public Pace pace(Target target) {
        return new Pace("zapier", "zapier/hook/" + Fingerprint.of(target.address()), RATES);
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var path = path(target.address().reveal());
        var url = new Secret(base + "/hooks/catch/" + path.group("user") + "/" + path.group("hook") + "/");
        return new HttpCall(HttpCall.Method.POST, url, Map.of("Content-Type", "application/json; charset=utf-8"),
                JsonText.write(Payload.both(parcel)), 1, List.of(url, new Secret(path.group("hook"))),
                base.equals(ZAPIER) ? Call.Reach.PUBLIC : Call.Reach.PRIVATE_TOO);
    }

    /// A Zap may be off, or stop at a later step, and Zapier takes the request all the same. It asks to send again whatever
    /// is answered with anything but 200.
    @Override
    public Result read(HttpAnswer answer) {
        var reply = new Reply("Zapier", answer);
        return switch (answer.status()) {
            case 200 -> JsonText.read(answer.body()).path("status").asString("").equals("success") ? new Result.Accepted()
                    : new Result.Unreadable("Zapier's address answered 200, but not as Zapier does.");
            case 410 -> new Result.TargetRefused("Zapier no longer takes messages at this address (410): the Zap was deleted or"
                    + " its trigger removed. Copy the address of the Zap that is there now.");
            default -> reply.other();
        };
    }

    @Override
    public Pace.Learned limits(HttpAnswer answer) {
        return new Reply("Zapier", answer).learned();
    }

    @Override
    public Optional<HttpCall> check(Target target) {
        return Optional.empty();
    }

    @Override
    public Check checked(HttpAnswer answer) {
        return new Check.Unasked();
    }
}
