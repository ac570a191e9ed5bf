package org.trackerwatch.trackers;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A login as the one text that is sealed.
final class LoginText {

    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";
    private static final String FACTOR = "factor";
    private static final String COOKIES = "cookies";
    private static final String TOKEN = "token";
    private static final String STEP = "step";
    private static final String REFUSED = "refused";
    private static final String SENT = "sent";
    private static final String UNANSWERED = "unanswered";

    private LoginText() {}

    static Secret written(Credential.Login login) {
        var standing = login.standing();
        var node = JsonMapper.shared().createObjectNode()
                .put(USERNAME, login.username().reveal()).put(PASSWORD, login.password().reveal());
        login.factor().ifPresent(secret -> node.put(FACTOR, secret.reveal()));
        standing.cookies().ifPresent(secret -> node.put(COOKIES, secret.reveal()));
        standing.token().ifPresent(secret -> node.put(TOKEN, secret.reveal()));
        standing.sent().ifPresent(at -> node.put(SENT, at.toEpochMilli()));
        return new Secret(node.put(STEP, standing.step()).put(REFUSED, standing.refused())
                .put(UNANSWERED, standing.unanswered()).toString());
    }

    static Credential.Login read(Secret sealed) {
        var node = JsonMapper.shared().readTree(sealed.reveal());
        return new Credential.Login(new Secret(node.path(USERNAME).asString()), new Secret(node.path(PASSWORD).asString()),
                secret(node, FACTOR), new Credential.Standing(secret(node, COOKIES), secret(node, TOKEN),
                        node.path(STEP).asLong(), node.path(REFUSED).asBoolean(),
                        node.optional(SENT).map(at -> Instant.ofEpochMilli(at.asLong())), node.path(UNANSWERED).asInt(0)));
    }

    private static Optional<Secret> secret(JsonNode node, String name) {
        return node.optional(name).map(value -> new Secret(value.asString()));
    }
}
