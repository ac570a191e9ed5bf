package org.trackerwatch.deliver;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.HomeAssistantAddress.Way;
import org.trackerwatch.trackers.Secret;

/// Home Assistant: a notify service or entity, which are sent text, or the webhook of an automation, which is a program and
/// is sent JSON.
public final class HomeAssistant implements OverHttp {

    /// The app's messages go through Google's and Apple's services, which take 4 KB with everything around the text. In
    /// bytes of JSON.
    private static final int TEXT = 2800;
    private static final int SHORT = 1000;

    /// Home Assistant takes the text of a notification for a template, and what stands in such brackets for a program of its
    /// own. A space of no width between them, and they are text.
    private static final Pattern TEMPLATE = Pattern.compile("\\{(?=[{%#])");

    @Override
    public String kind() {
        return "home-assistant";
    }

    @Override
    public Secret address(String pasted) {
        return HomeAssistantAddress.parse(pasted).url();
    }

    @Override
    public boolean recognises(URI pasted) {
        return HomeAssistantAddress.isHomeAssistant(pasted);
    }

    @Override
    public Pace pace(Target target) {
        var server = "home-assistant/" + address(target).base().replaceFirst("^\\w+://", "");
        return new Pace(server, server, Map.of());
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var address = address(target);
        return switch (address.way()) {
            case Way.Webhook _ -> post(address, Payload.of(parcel.first(), "msg_" + parcel.key(), parcel.form() == Form.PLAIN), 1, target);
            case Way.Entity(var id, _) -> {
                var slip = Slip.untitled(messages(parcel), HomeAssistant::length, parcel.form() == Form.PLAIN ? SHORT : TEXT);
                yield post(address, Map.of("entity_id", id, "message", inert(slip.body())), slip.messages(), target);
            }
            case Way.Action(var name, _) -> parcel.form() == Form.PLAIN ? plain(address, parcel, target) : titled(address, name, parcel, target);
        };
    }

    @Override
    public Result read(HttpAnswer answer) {
        return new HomeAssistantAnswer(answer).result();
    }

    /// Whether the token is good, or whether the entity is there. Of a webhook nothing can be found out: Home Assistant
    /// answers the same to one that nobody knows, and asking would set off the automation.
    @Override
    public Optional<HttpCall> check(Target target) {
        var address = address(target);
        return switch (address.way()) {
            case Way.Action _ -> Optional.of(call(HttpCall.Method.GET, new Secret(address.base() + "/api/"), address, "", 0, target));
            case Way.Entity(var id, _) -> Optional.of(call(HttpCall.Method.GET, new Secret(address.base() + "/api/states/" + id), address, "", 0, target));
            case Way.Webhook _ -> Optional.empty();
        };
    }

    @Override
    public Check checked(HttpAnswer answer) {
        var read = new HomeAssistantAnswer(answer);
        return read.isUnknown() ? new Check.Refused("Home Assistant knows no such entity. Look for its name under Developer tools → States.")
                : read.found().<Check>map(Check.Works::new).orElseGet(() -> Check.of(read.result(), "Home Assistant"));
    }

    private static HttpCall titled(HomeAssistantAddress address, String service, Parcel parcel, Target target) {
        var slip = Slip.of(messages(parcel), HomeAssistant::length, TEXT);
        var body = new LinkedHashMap<String, Object>();
        body.put("title", inert(slip.title()));
        body.put("message", inert(slip.body()));
        if (service.startsWith("mobile_app_")) {
            body.put("data", data(parcel, slip.severity()));
        }
        return post(address, body, slip.messages(), target);
    }

    private static HttpCall plain(HomeAssistantAddress address, Parcel parcel, Target target) {
        var slip = Slip.untitled(messages(parcel), HomeAssistant::length, SHORT);
        return post(address, Map.of("message", inert(slip.body())), 1, target);
    }

    /// For the app on a phone alone: others would refuse what they don't know. What has the same tag takes the earlier
    /// one's place.
    private static Map<String, Object> data(Parcel parcel, Severity severity) {
        var data = new LinkedHashMap<String, Object>(Map.of("tag", parcel.key(), "group", "trackerwatch"));
        if (parcel.silent()) {
            data.put("importance", "low");
            data.put("channel", "trackerwatch silent");
            data.put("push", Map.of("interruption-level", "passive"));
        } else if (severity == Severity.URGENT) {
            data.put("ttl", 0);
            data.put("priority", "high");
            data.put("push", Map.of("interruption-level", "time-sensitive"));
        }
        return data;
    }

    private static List<Message> messages(Parcel parcel) {
        return parcel.form() == Form.SHARED ? parcel.messages() : List.of(parcel.first());
    }

    private static int length(String text) {
        return JsonText.write(inert(text)).getBytes(StandardCharsets.UTF_8).length - 2;
    }

    private static String inert(String text) {
        return TEMPLATE.matcher(text).replaceAll("{\u200b");
    }

    private static HttpCall post(HomeAssistantAddress address, Map<String, ?> body, int messages, Target target) {
        return call(HttpCall.Method.POST, address.endpoint(), address, JsonText.write(body), messages, target);
    }

    private static HttpCall call(HttpCall.Method method, Secret url, HomeAssistantAddress address, String body, int messages, Target target) {
        var headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json; charset=utf-8"));
        address.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token.reveal()));
        var reach = target.link().allowPrivate() ? Call.Reach.PRIVATE_TOO : Call.Reach.PUBLIC;
        return new HttpCall(method, url, headers, body, messages, address.secrets(), reach);
    }

    private static HomeAssistantAddress address(Target target) {
        return HomeAssistantAddress.parse(target.address().reveal());
    }
}
