package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trackerwatch.trackers.Secret;

/// How Home Assistant is told something.
///
/// @param base the server's address, without a slash at the end
record HomeAssistantAddress(String base, Way way) {

    sealed interface Way {

        /// A notify service, such as that of a phone with the app. Whoever has the token may do everything its user may.
        record Action(String name, Secret token) implements Way {}

        /// `notify.send_message`, for integrations that have a notify entity instead of a service.
        record Entity(String id, Secret token) implements Way {}

        /// A trigger of the user's own automations. Its id is all that is asked for.
        record Webhook(Secret id) implements Way {}
    }

    /// Through which Home Assistant Cloud takes webhooks, with nothing but an id.
    private static final String CLOUD = "hooks.nabu.casa";

    private static final String SEND = "send_message";
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,255}");
    private static final Pattern ENTITY = Pattern.compile("notify\\.[a-z0-9_]{1,255}");
    private static final Pattern HOOK = Pattern.compile("[A-Za-z0-9._~-]{1,255}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{10,2000}");

    private static final String LOOKS_LIKE = " Home Assistant's is one of: a notify service with a long-lived access token behind it"
            + " (https://ha.example.org:8123/api/services/notify/mobile_app_pixel eyJ…; the token is made under your profile → Security);"
            + " the same for a notify entity (https://ha.example.org:8123/api/services/notify/send_message?entity_id=notify.living_room eyJ…);"
            + " or the webhook of an automation (https://ha.example.org:8123/api/webhook/the-id).";

    static HomeAssistantAddress parse(String pasted) {
        var server = OwnServer.of(pasted, "hassio").orElseThrow(() ->
                new IllegalArgumentException("That is no address of Home Assistant." + LOOKS_LIKE));
        var path = server.path();
        if (PastedUrl.bare(pasted).toLowerCase(Locale.ROOT).startsWith("hassio") && path.size() == 1) {
            return new HomeAssistantAddress(server.base(), new Way.Action("persistent_notification", token(Optional.of(new Secret(path.getFirst())))));
        }
        if (server.host().equals(CLOUD) && path.size() == 1) {
            return new HomeAssistantAddress("https://" + CLOUD, new Way.Webhook(hook(path.getFirst())));
        }
        int api = path.indexOf("api");
        var rest = api < 0 ? List.<String>of() : path.subList(api + 1, path.size());
        if (rest.size() == 2 && rest.getFirst().equals("webhook")) {
            return new HomeAssistantAddress(server.upTo(api), new Way.Webhook(hook(rest.getLast())));
        }
        if (rest.size() != 3 || !rest.subList(0, 2).equals(List.of("services", "notify"))) {
            throw new IllegalArgumentException("That is an address, but neither of a notify service nor of a webhook." + LOOKS_LIKE);
        }
        var token = token(server.parameter("token").or(server::more));
        return new HomeAssistantAddress(server.upTo(api), called(rest.getLast().replaceFirst("^notify[.]", ""), server, token));
    }

    static boolean isHomeAssistant(URI pasted) {
        var scheme = Optional.ofNullable(pasted.getScheme()).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        var path = Optional.ofNullable(pasted.getPath()).orElse("");
        return scheme.equals("hassio") || scheme.equals("hassios") || CLOUD.equalsIgnoreCase(pasted.getHost())
                || path.matches("(?:/.*)?/api/(?:webhook/[^/]+|services/notify/[^/]+)/?");
    }

    Secret url() {
        return switch (way) {
            case Way.Action(_, var token) -> new Secret(endpoint().reveal() + "?token=" + encoded(token));
            case Way.Entity(var id, var token) -> new Secret(endpoint().reveal() + "?entity_id=" + id + "&token=" + encoded(token));
            case Way.Webhook _ -> endpoint();
        };
    }

    /// Where a message is sent to.
    Secret endpoint() {
        return switch (way) {
            case Way.Action(var name, _) -> new Secret(base + "/api/services/notify/" + name);
            case Way.Entity _ -> new Secret(base + "/api/services/notify/" + SEND);
            case Way.Webhook(var id) -> new Secret(base + (base.equals("https://" + CLOUD) ? "/" : "/api/webhook/") + id.reveal());
        };
    }

    Optional<Secret> token() {
        return switch (way) {
            case Way.Action(_, var token) -> Optional.of(token);
            case Way.Entity(_, var token) -> Optional.of(token);
            case Way.Webhook _ -> Optional.empty();
        };
    }

    List<Secret> secrets() {
        return switch (way) {
            case Way.Action(_, var token) -> List.of(token);
            case Way.Entity(_, var token) -> List.of(token);
            case Way.Webhook(var id) -> List.of(id);
        };
    }

    private static Way called(String service, OwnServer server, Secret token) {
        if (!service.equals(SEND)) {
            return new Way.Action(matching(service, NAME, "The name of the notify service is not one that Home Assistant has."), token);
        }
        var entity = server.parameter("entity_id").map(Secret::reveal).orElse("");
        return new Way.Entity(matching(entity, ENTITY, "notify.send_message needs the entity: ?entity_id=notify.…"), token);
    }

    private static Secret hook(String id) {
        return new Secret(matching(id, HOOK, "The id of the webhook has signs that no URL has."));
    }

    private static Secret token(Optional<Secret> given) {
        return new Secret(matching(given.map(Secret::reveal).orElse(""), TOKEN, "That address has no long-lived access token."));
    }

    private static String matching(String text, Pattern form, String refusal) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(refusal + LOOKS_LIKE);
        }
        return text;
    }

    private static String encoded(Secret token) {
        return URLEncoder.encode(token.reveal(), StandardCharsets.UTF_8);
    }
}
