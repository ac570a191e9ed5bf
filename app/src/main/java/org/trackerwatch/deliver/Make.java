package org.trackerwatch.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// A scenario of Make (once Integromat) that begins with a custom webhook. It is sent what [Zapier] is.
public final class Make implements OverHttp {

    /// Each zone has a host of its own; this one stands for them all.
    private static final URI MAKE = URI.create("https://hook.make.com");

    private static final Pattern HOST = Pattern.compile("hook(\\.[a-z0-9-]{1,20})?\\.(make\\.com|make\\.celonis\\.com|integromat\\.com)");

    private static final Pattern PATH = Pattern.compile("/(?<token>[A-Za-z0-9]{8,80})/?");

    private static final String API_KEY = "api-key";

    private static final String LOOKS_LIKE = " It looks like https://hook.eu1.make.com/abc123…; Make shows it in the scenario's first"
            + " module, “Webhooks: Custom webhook”, under Copy address to clipboard.";

    private static final Map<Pace.Scope, Pace.Rate> RATES = Map.of(Pace.Scope.BUCKET, new Pace.Rate(10, Duration.ofSeconds(1)));

    private final URI base;

    /// @param base https://hook.make.com where Make's own hosts are meant; else what stands for them all
    public Make(URI base) {
        this.base = URI.create(base.toString().replaceFirst("/+$", ""));
    }

    /// @param host with the zone
    private record Hook(String host, Secret token) {}

    @Override
    public String kind() {
        return "make";
    }

    /// A program takes one event at a time.
    @Override
    public boolean bundles() {
        return false;
    }

    @Override
    public Secret address(String pasted) {
        var hook = hook(pasted);
        return new Secret("https://" + hook.host + "/" + hook.token.reveal());
    }

    @Override
    public List<Choice> choices() {
        return List.of(new Choice(API_KEY, "The API key of the webhook, where it asks for one.", "the key as Make shows it", true,
                text -> text.matches("[\\x21-\\x7e]{1,500}")));
    }

    @Override
    public boolean recognises(URI pasted) {
        return pasted.getHost() != null && pasted.getPath() != null
                && (HOST.matcher(pasted.getHost().toLowerCase(Locale.ROOT)).matches() || !base.equals(MAKE) && new PastedUrl(pasted).below(base).isPresent());
    }

    private Hook hook(String pasted) {
        var url = PastedUrl.of(pasted).filter(found -> isMake(found) || found.below(base).isPresent())
                .orElseThrow(() -> new IllegalArgumentException("That address does not lead to Make over https." + LOOKS_LIKE));
        var path = PATH.matcher(isMake(url) ? url.uri().getPath() : url.below(base).orElseThrow());
        if (!path.matches()) {
            throw new IllegalArgumentException("That address of Make's is not whole: after the host comes one long word." + LOOKS_LIKE);
        }
        return new Hook(isMake(url) ? url.host() : MAKE.getHost(), new Secret(path.group("token")));
    }

    private static boolean isMake(PastedUrl url) {
        return HOST.matcher(url.host()).matches() && url.scheme().equals("https") && url.uri().getRawUserInfo() == null
                && (url.uri().getPort() == -1 || url.uri().getPort() == 443);
    }

    @Override
    public Pace pace(Target target) {
        return new Pace("make/" + hook(target.address().reveal()).host, "make/hook/" + Fingerprint.of(target.address()), RATES);
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var hook = hook(target.address().reveal());
        var url = new Secret((base.equals(MAKE) ? "https://" + hook.host : base.toString()) + "/" + hook.token.reveal());
        var headers = new HashMap<>(Map.of("Content-Type", "application/json; charset=utf-8"));
        target.link().secret(API_KEY).ifPresent(key -> headers.put("x-make-apikey", key.reveal()));
        var secrets = Stream.concat(Stream.of(url, hook.token), target.link().secret(API_KEY).stream()).toList();
        return new HttpCall(HttpCall.Method.POST, url, headers, JsonText.write(Payload.both(parcel)), 1, secrets,
                base.equals(MAKE) ? Call.Reach.PUBLIC : Call.Reach.PRIVATE_TOO);
    }

    /// A scenario may answer in words of its own, so any success is one; what it does with the message it doesn't tell.
    @Override
    public Result read(HttpAnswer answer) {
        var reply = new Reply("Make", answer);
        return switch (answer.status()) {
            case 200, 201, 202, 204 -> new Result.Accepted();
            case 400 -> new Result.Transient("Make does not take more now (400" + reply.quote() + "): the scenario's queue may be full.");
            case 401, 403 -> new Result.TurnedAway("Make does not accept the webhook's API key (" + answer.status() + reply.quote() + ").");
            case 410 -> new Result.TargetRefused("No scenario of Make's listens at this address (410): it is switched off, was not"
                    + " connected for days, or the webhook was deleted. Switch it on, then resume the target (its card, or `trackerwatch target resume`).", true);
            default -> reply.other();
        };
    }

    @Override
    public Pace.Learned limits(HttpAnswer answer) {
        return new Reply("Make", answer).learned();
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
