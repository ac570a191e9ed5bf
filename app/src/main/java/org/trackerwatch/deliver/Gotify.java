package org.trackerwatch.deliver;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// Gotify, on a server of one's own. It knows Markdown, too, but no way to write a sign that its several apps would all
/// take for nothing but a sign: so the text is said to be plain.
public final class Gotify implements OverHttp {

    /// Gotify names no limit; more would not be read on a phone. In UTF-16 units.
    private static final int TEXT = 4096;
    private static final int SHORT = 1000;

    private static final Map<String, Object> PLAIN = Map.of("client::display", Map.of("contentType", "text/plain"));

    @Override
    public String kind() {
        return "gotify";
    }

    @Override
    public Secret address(String pasted) {
        return GotifyAddress.parse(pasted).url();
    }

    @Override
    public boolean recognises(URI pasted) {
        return GotifyAddress.isGotify(pasted);
    }

    /// It limits nobody.
    @Override
    public Pace pace(Target target) {
        var server = "gotify/" + address(target).base().replaceFirst("^\\w+://", "");
        return new Pace(server, server, Map.of());
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var slip = slip(parcel);
        var body = new LinkedHashMap<String, Object>();
        body.put("message", slip.body());
        if (parcel.form() != Form.PLAIN) {
            body.put("title", slip.title());
            body.put("priority", parcel.silent() ? 1 : priority(slip.severity()));
            body.put("extras", PLAIN);
        }
        return post(JsonText.write(body), slip.messages(), target);
    }

    @Override
    public Result read(HttpAnswer answer) {
        return new GotifyAnswer(answer).result();
    }

    /// A message without a text, which is refused, but not before the token was looked at. An application may ask nothing.
    @Override
    public Optional<HttpCall> check(Target target) {
        return Optional.of(post(JsonText.write(Map.of("message", "")), 0, target));
    }

    @Override
    public Check checked(HttpAnswer answer) {
        var read = new GotifyAnswer(answer);
        return read.wantsOnlyText() ? new Check.Works("an application of Gotify") : Check.of(read.result(), "Gotify");
    }

    private static Slip slip(Parcel parcel) {
        return switch (parcel.form()) {
            case SHARED, ALONE -> Slip.of(parcel.messages(), String::length, TEXT);
            case PLAIN -> Slip.untitled(List.of(parcel.first()), String::length, SHORT);
        };
    }

    private static HttpCall post(String body, int messages, Target target) {
        var address = address(target);
        var headers = Map.of("Content-Type", "application/json; charset=utf-8", "X-Gotify-Key", address.token().reveal());
        var reach = target.link().allowPrivate() ? Call.Reach.PRIVATE_TOO : Call.Reach.PUBLIC;
        return new HttpCall(HttpCall.Method.POST, new Secret(address.base() + "/message"), headers, body, messages,
                List.of(address.token()), reach);
    }

    private static GotifyAddress address(Target target) {
        return GotifyAddress.parse(target.address().reveal());
    }

    /// The Android app makes a sound from 4 on, and comes to the front from 8 on.
    private static int priority(Severity severity) {
        return switch (severity) {
            case URGENT -> 8;
            case WARNING -> 6;
            case GOOD -> 4;
            case INFO -> 2;
        };
    }
}
