package org.trackerwatch.web.access;

import java.util.Locale;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.store.ApiKeys;
import org.trackerwatch.web.Access;
import org.trackerwatch.web.Caller;
import org.trackerwatch.web.Gate;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Request;

/// The one gate of the page and the API.
public final class Door implements Gate {

    private final App app;

    public Door(App app) {
        this.app = app;
    }

    @Override
    public Caller admit(Request request, Access needed) {
        var caller = key(request).orElse(Caller.NOBODY);
        if (caller.access().allows(needed)) {
            return caller;
        }
        throw new Refused(caller.access() == Access.OPEN
                ? Problem.unknown("Sign in on the page, or send a key in X-Api-Key or as bearer.")
                : Problem.forbidden("This key may only read. Make one that may change things, if that is what you want."));
    }

    private Optional<Caller> key(Request request) {
        return request.header("X-Api-Key").or(() -> bearer(request)).map(text -> {
            var keys = app.apiKeys();
            var key = app.database().read(tx -> keys.whose(tx, text)).orElseThrow(() ->
                    new Refused(Problem.unknown("That key is unknown here. It may have been taken back.")));
            var now = app.time().now();
            if (ApiKeys.isNews(key, now)) {
                app.database().write(tx -> keys.used(tx, key.id(), now));
            }
            return new Caller(key.full() ? Access.FULL : Access.READ, "key", Optional.empty());
        });
    }

    private static Optional<String> bearer(Request request) {
        return request.header("Authorization").map(String::strip)
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer ")).map(value -> value.substring(7).strip());
    }
}
