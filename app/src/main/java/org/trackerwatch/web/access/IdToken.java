package org.trackerwatch.web.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.report.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a provider says of who signed in there, checked as OpenID Connect Core 3.1.3.7 asks.
///
/// @param claims all that it says
record IdToken(JsonNode claims) {

    /// Clocks differ.
    private static final Duration SKEW = Duration.ofSeconds(60);

    /// @param issuer as it is set; it has to be the same letter by letter
    /// @param client for whom it has to be
    /// @param nonce  that was sent along
    /// @param keys   that the provider publishes
    record Expected(String issuer, String client, String nonce, JsonNode keys) {}

    /// @throws IllegalArgumentException saying what is wrong with it
    static IdToken verified(String text, Expected expected, Instant now) {
        var parts = text.split("\\.", -1);
        demand(parts.length == 3, "it is no signed token");
        var header = json(parts[0]);
        var algorithm = SigningWay.named(header.path("alg").asString("")).orElseThrow(() -> wrong("it is signed in another way than RS256 or ES256"));
        demand(!header.has("crit"), "it has to be understood in a way that is not known here");
        demand(algorithm.made((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII), bytes(parts[2]), expected.keys,
                Optional.ofNullable(header.get("kid")).map(JsonNode::asString)), "none of the provider's keys signed it");
        var token = new IdToken(json(parts[1]));
        token.check(expected, now);
        return token;
    }

    private void check(Expected expected, Instant now) {
        demand(text("iss").equals(expected.issuer), "it is from another issuer");
        var audience = texts(claims.path("aud"));
        demand(audience.contains(expected.client), "it is for somebody else");
        demand(claims.has("azp") ? text("azp").equals(expected.client) : audience.size() == 1, "it was given to somebody else");
        demand(moment("exp").filter(end -> end.plus(SKEW).isAfter(now)).isPresent(), "it is not valid any more");
        demand(moment("iat").filter(made -> !made.minus(SKEW).isAfter(now)).isPresent(), "it is from the future");
        demand(moment("nbf").filter(begin -> begin.minus(SKEW).isAfter(now)).isEmpty(), "it is not valid yet");
        demand(text("nonce").equals(expected.nonce), "it answers another question");
        demand(!text("sub").isEmpty(), "it says nobody");
    }

    /// Whether he is in the list: by a verified address, his ID at the provider, or a group.
    static boolean isAllowed(JsonNode claims, List<String> allowed) {
        var mail = claims.path("email_verified").asBoolean(false) ? claims.path("email").asString("").toLowerCase(Locale.ROOT) : "";
        var groups = texts(claims.path("groups"));
        return allowed.stream().anyMatch(each -> each.startsWith("sub:") ? each.substring(4).equals(claims.path("sub").asString(""))
                : each.startsWith("group:") ? groups.contains(each.substring(6)) : !mail.isEmpty() && each.toLowerCase(Locale.ROOT).equals(mail));
    }

    String text(String name) {
        return claims.path(name).asString("");
    }

    private Optional<Instant> moment(String name) {
        return Optional.of(claims.path(name)).filter(JsonNode::isNumber).map(node -> Instant.ofEpochSecond(node.longValue()));
    }

    private static List<String> texts(JsonNode node) {
        return (node.isArray() ? node.valueStream() : Stream.of(node)).filter(JsonNode::isString).map(JsonNode::stringValue).toList();
    }

    private static JsonNode json(String part) {
        try {
            return Json.read(bytes(part));
        } catch (JacksonException _) {
            throw wrong("it can't be read");
        }
    }

    private static byte[] bytes(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException _) {
            throw wrong("it can't be read");
        }
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw wrong(otherwise);
        }
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(why);
    }
}
