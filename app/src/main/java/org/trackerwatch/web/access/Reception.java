package org.trackerwatch.web.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.store.Admissions;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.web.Caller;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.access.Guesses.Mark;

/// Where the owner proves who he is: the first time, each time he signs in, and before he changes what he proves it with.
/// One for the whole server, since guesses take turns here.
public final class Reception {

    private final App app;
    private final Guesses guesses;

    public Reception(App app) {
        this.app = app;
        guesses = new Guesses(app);
    }

    private enum Proof {
        RIGHT, WRONG_PASSWORD, NO_CODE, WRONG_CODE, WRONG_RECOVERY_CODE;

        Mark mark() {
            return switch (this) {
                case RIGHT -> Mark.RIGHT;
                case NO_CODE -> Mark.NEITHER;
                case WRONG_PASSWORD, WRONG_CODE, WRONG_RECOVERY_CODE -> Mark.WRONG;
            };
        }
    }

    /// Whether a first password was set.
    public boolean isSetUp() {
        return app.database().read(admissions().owner()::isKnown);
    }

    /// Sets the first password.
    ///
    /// @param code from the log. It is asked of everybody: what a proxy on this machine sends on looks as if it were sent here
    public void begin(Request request, Secret password, Optional<Secret> code) throws InterruptedException {
        if (isSetUp()) {
            throw new Refused(Problem.conflict("A password is set already. Sign in with it; if it is lost: trackerwatch web reset-password."));
        }
        usable("password", password);
        var typed = code.orElseThrow(() -> new Refused(Problem.field("code", "This is needed: the setup code that trackerwatch printed, with a link"
                + " that brings it along, when it started. It shows that it is you who installed it.")));
        if (!guesses.tried(sender(request), () -> app.database().read(tx -> admissions().owner().isSetupCode(tx, Codes.grouped(typed))), Mark::of)) {
            throw new Refused(Problem.field("code", "This is not the setup code. The latest start printed it in the log; each start prints another."));
        }
        var hash = guesses.tried(sender(request), () -> Passwords.hash(password, app.random()), _ -> Mark.NEITHER);
        if (!app.database().writeAndGet(tx -> admissions().owner().begin(tx, hash, now()))) {
            throw new Refused(Problem.conflict("Somebody set a password a moment ago. If that was not you: trackerwatch web reset-password."));
        }
    }

    /// @param code of the authenticator app or from paper, where a second factor is set up
    public void signIn(Request request, Secret password, Optional<Secret> code) throws InterruptedException {
        if (!isSetUp()) {
            throw new Refused(Problem.conflict("No password is set yet. Set the first one, then sign in."));
        }
        refuse(guesses.tried(sender(request), () -> proof(password, code), Proof::mark));
    }

    /// Before something delicate is changed: as if he signed in again. A program has no business with it.
    public void prove(Request request, Secret password, Optional<Secret> code) throws InterruptedException {
        person(request);
        refuse(guesses.tried(sender(request), () -> proof(password, code), Proof::mark));
    }

    /// @throws Refused for a program with a key
    public static void person(Request request) {
        if (request.caller().way().equals(Caller.KEY)) {
            throw new Refused(Problem.forbidden("Nobody changes with a key what the owner proves himself with. Sign in on the page; if that can't be done:"
                    + " trackerwatch web reset-password."));
        }
    }

    /// Everybody else has to sign in again.
    public void changePassword(Request request, Secret wanted) throws InterruptedException {
        usable("password", wanted);
        var hash = guesses.tried(sender(request), () -> Passwords.hash(wanted, app.random()), _ -> Mark.NEITHER);
        app.database().write(tx -> {
            admissions().owner().change(tx, hash, now());
            admissions().sessions().endOthers(tx, request.caller().session());
        });
    }

    /// Lets the browser in that sent this from now on.
    ///
    public Reply.Body letIn(Request request, Reply.Body reply) {
        return reply.with("Set-Cookie", cookies(request).holding(session(request, "password")));
    }

    /// Begins a session in place of the one that the browser may have had.
    ///
    /// @param way how it was proved who it is: `password` or `oidc`
    Secret session(Request request, String way) {
        var address = sender(request).address().getHostAddress();
        return app.database().writeAndGet(tx -> {
            request.caller().session().ifPresent(former -> admissions().sessions().end(tx, former));
            return admissions().sessions().make(tx, way, address, request.header("User-Agent").orElse(""), app.random(), now());
        }).text();
    }

    /// Ends the session of the browser that sent this.
    public Reply.Done letOut(Request request) {
        request.caller().session().ifPresent(id -> app.database().write(tx -> admissions().sessions().end(tx, id)));
        return new Reply.Done(Map.of("Set-Cookie", cookies(request).gone()));
    }

    /// How one may sign in on the page.
    public List<String> ways() {
        return app.database().read(Oidc::isSetUp) ? List.of("password", "oidc") : List.of("password");
    }

    Cookies cookies(Request request) {
        var instance = admissions().instance();
        var name = app.database().read(instance::name).orElseGet(() -> app.database().writeAndGet(tx -> instance.named(tx, app.random())));
        return new Cookies(name, sender(request).secure());
    }

    Sender sender(Request request) {
        return Sender.of(request, app.database().read(Setting.TRUSTED_PROXIES::in));
    }

    private Proof proof(Secret password, Optional<Secret> code) {
        if (!matches(password)) {
            return Proof.WRONG_PASSWORD;
        }
        if (app.database().read(admissions().factor()::confirmed).isEmpty()) {
            return Proof.RIGHT;
        }
        return code.map(typed -> app.database().writeAndGet(tx -> Codes.take(tx, admissions().factor(), typed, now())) ? Proof.RIGHT
                        : Codes.isLong(typed) ? Proof.WRONG_RECOVERY_CODE : Proof.WRONG_CODE)
                .orElse(Proof.NO_CODE);
    }

    private boolean matches(Secret password) {
        return app.database().read(admissions().owner()::hash).filter(hash -> Passwords.matches(password, hash)).isPresent();
    }

    private static void refuse(Proof proof) {
        switch (proof) {
            case RIGHT -> { }
            case WRONG_PASSWORD -> throw refused("password", "This is not the password. If it is lost: trackerwatch web reset-password.");
            case NO_CODE -> throw refused("code", "Type the six digits that your authenticator app shows, or one of your recovery codes.");
            case WRONG_CODE -> throw refused("code", "This code is not right, or was used before. Wait for the next one; is the clock of your phone right?");
            case WRONG_RECOVERY_CODE -> throw refused("code", "This is none of your recovery codes, or was used before: each is good once.");
        }
    }

    private static Refused refused(String field, String detail) {
        return new Refused(new Problem(401, "Sign in first", detail, List.of(new Problem.Field(field, detail))));
    }

    private static void usable(String field, Secret password) {
        try {
            Passwords.check(password);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.field(field, String.valueOf(e.getMessage())));
        }
    }

    private Admissions admissions() {
        return app.admissions();
    }

    private Instant now() {
        return app.time().now();
    }
}
