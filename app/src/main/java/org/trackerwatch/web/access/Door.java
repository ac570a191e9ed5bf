package org.trackerwatch.web.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.App;
import org.trackerwatch.store.ApiKeys;
import org.trackerwatch.store.Setting;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.web.Access;
import org.trackerwatch.web.Caller;
import org.trackerwatch.web.Gate;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Request;

/// The one gate of the page and the API: by a key, by a browser's session, or through a proxy that signs in.
public final class Door implements Gate {

    /// For the database to be opened, which mostly is done before a browser has asked. Bringing it up to date may take minutes.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String AGAIN = "5";

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final App app;

    public Door(App app) {
        this.app = app;
    }

    /// @param news what is to be written of it, if anything
    private record Visitor(Caller caller, Sender sender, Optional<Runnable> news) {}

    /// Who asks after the program's health is nobody in particular, and waits for no database.
    @Override
    public Caller admit(Request request, Access needed) {
        if (needed == Access.OPEN && isQuestionOfHealth(request.path())) {
            return Caller.NOBODY;
        }
        var now = app.time().now();
        var visitor = app.database(PATIENCE).orElseThrow(Door::notOpen).read(tx -> visitor(tx, request, now));
        visitor.news.ifPresent(Door::noted);
        var caller = visitor.caller;
        SameOrigin.check(request, visitor.sender, caller.isByItself());
        if (caller.access().allows(needed)) {
            return caller;
        }
        throw new Refused(caller.access() == Access.OPEN
                ? Problem.unknown("Sign in on the page, or send a key in X-Api-Key or as bearer.")
                : Problem.forbidden("This key may only read. Make one that may change things, if that is what you want."));
    }

    /// A browser asks again by itself.
    private static Refused notOpen() {
        return new Refused(Problem.of(503, "Not ready yet", "The database is still being opened. After an update that may take some minutes; while"
                + " another program has it locked, until that is done. The page comes by itself, then."), Map.of("Retry-After", AGAIN, "Refresh", AGAIN));
    }

    private Visitor visitor(Transaction tx, Request request, Instant now) {
        var sender = Sender.of(request, Setting.TRUSTED_PROXIES.in(tx));
        return key(tx, request, sender, now).orElseGet(() -> {
            Hosts.check(sender, Setting.ALLOWED_HOSTS.in(tx));
            return session(tx, request, sender, now).or(() -> proxied(tx, request, sender))
                    .orElseGet(() -> new Visitor(Caller.NOBODY, sender, Optional.empty()));
        });
    }

    /// Asked within a container's network by whatever name it has there.
    private static boolean isQuestionOfHealth(String path) {
        return path.equals("/ping") || path.startsWith("/health/");
    }

    /// By whatever name: no page of another site has a key.
    private Optional<Visitor> key(Transaction tx, Request request, Sender sender, Instant now) {
        return request.header("X-Api-Key").or(() -> bearer(request)).map(text -> {
            var keys = app.apiKeys();
            var key = keys.whose(tx, text).orElseThrow(() ->
                    new Refused(Problem.unknown("That key is unknown here. It may have been taken back.")));
            return new Visitor(new Caller(key.full() ? Access.FULL : Access.READ, Caller.KEY, Optional.empty()), sender,
                    news(ApiKeys.isNews(key, now), writing -> keys.used(writing, key.id(), now)));
        });
    }

    private Optional<Visitor> session(Transaction tx, Request request, Sender sender, Instant now) {
        var sessions = app.admissions().sessions();
        var from = sender.address().getHostAddress();
        return app.admissions().instance().name(tx).map(name -> new Cookies(name, sender.secure()).session()).flatMap(request::cookie).flatMap(text -> sessions.whose(tx, text, now)).map(session ->
                new Visitor(new Caller(Access.FULL, Caller.SESSION, Optional.of(session.id())), sender,
                        news(session.isNews(from, now), writing -> sessions.seen(writing, session.id(), from, now))));
    }

    private static Optional<Visitor> proxied(Transaction tx, Request request, Sender sender) {
        return Setting.AUTH_HEADER.in(tx).filter(_ -> sender.proxied()).flatMap(request::header).map(String::strip).filter(user -> !user.isEmpty())
                .filter(user -> Setting.AUTH_HEADER_ALLOWED.in(tx).map(names -> names.contains(user)).orElse(true))
                .map(_ -> new Visitor(new Caller(Access.FULL, Caller.PROXY, Optional.empty()), sender, Optional.empty()));
    }

    /// When somebody was last here is worth less than what he came for, which may be what is wrong with the disk. Who needs to
    /// write is told by his own writing.
    private static void noted(Runnable news) {
        try {
            news.run();
        } catch (StoreException e) {
            LOG.debug("A visit was not written down. {}", e.getMessage());
        }
    }

    private Optional<Runnable> news(boolean worth, Consumer<Transaction> writing) {
        return worth ? Optional.of(() -> app.database().write(writing)) : Optional.empty();
    }

    private static Optional<String> bearer(Request request) {
        return request.header("Authorization").map(String::strip)
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer ")).map(value -> value.substring(7).strip());
    }
}
