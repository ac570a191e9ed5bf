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

/// An Apprise API, which passes a message on to any of the services that Apprise knows.
public final class Apprise implements OverHttp {

    /// What stands behind it may take less than others: 2000 signs, or 1024. Apprise passes on what is too long as it is.
    /// In UTF-16 units.
    private static final int TEXT = 1500;
    private static final int SHORT = 500;

    /// Of the services in the configuration.
    private static final String TAG = "tag";

    @Override
    public String kind() {
        return "apprise";
    }

    @Override
    public int room() {
        return 550;
    }

    @Override
    public Secret address(String pasted) {
        return AppriseAddress.parse(pasted).url();
    }

    @Override
    public boolean recognises(URI pasted) {
        return AppriseAddress.isApprise(pasted);
    }

    @Override
    public List<Choice> choices() {
        return List.of(new Choice(TAG, "Which services of the configuration are told; else, what the address says.",
                "tags, with a comma for “or” and a space for “and”", false, AppriseAddress.TAG.asMatchPredicate()));
    }

    @Override
    public Pace pace(Target target) {
        var server = "apprise/" + address(target).base().replaceFirst("^\\w+://", "");
        return new Pace(server, server, Map.of());
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        boolean plain = parcel.form() == Form.PLAIN;
        var slip = plain ? Slip.untitled(List.of(parcel.first()), String::length, SHORT) : Slip.of(parcel.messages(), String::length, TEXT);
        var body = new LinkedHashMap<String, Object>();
        body.put("body", slip.body());
        body.put("format", "text");
        body.put("type", type(slip.severity()));
        if (!plain) {
            body.put("title", slip.title());
        }
        tag(target).ifPresent(tag -> body.put(TAG, tag));
        return call(HttpCall.Method.POST, address(target).endpoint(), JsonText.write(body), slip.messages(), target);
    }

    @Override
    public Result read(HttpAnswer answer) {
        return new AppriseAnswer(answer).result();
    }

    /// What stands in the configuration under that tag.
    @Override
    public Optional<HttpCall> check(Target target) {
        return Optional.of(call(HttpCall.Method.GET, address(target).services(tag(target)), "", 0, target));
    }

    @Override
    public Check checked(HttpAnswer answer) {
        var read = new AppriseAnswer(answer);
        return read.services().<Check>map(count -> count > 0 ? new Check.Works(count == 1 ? "one service of Apprise" : count + " services of Apprise")
                : new Check.Refused("No service in the configuration has this tag, so nobody would be told."))
                .orElseGet(() -> Check.of(read.result(), "The Apprise API"));
    }

    private static HttpCall call(HttpCall.Method method, Secret url, String body, int messages, Target target) {
        var address = address(target);
        var headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json; charset=utf-8", "Accept", "application/json",
                "X-Apprise-Log-Level", "INFO"));
        address.authorization().ifPresent(auth -> headers.put("Authorization", auth.reveal()));
        var reach = target.link().allowPrivate() ? Call.Reach.PRIVATE_TOO : Call.Reach.PUBLIC;
        return new HttpCall(method, url, headers, body, messages, address.secrets(), reach);
    }

    private static AppriseAddress address(Target target) {
        return AppriseAddress.parse(target.address().reveal());
    }

    private static Optional<String> tag(Target target) {
        return target.link().option(TAG).or(() -> address(target).tag());
    }

    private static String type(Severity severity) {
        return switch (severity) {
            case URGENT -> "failure";
            case WARNING -> "warning";
            case GOOD -> "success";
            case INFO -> "info";
        };
    }
}
