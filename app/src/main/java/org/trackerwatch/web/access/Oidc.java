package org.trackerwatch.web.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.trackerwatch.App;
import org.trackerwatch.store.OidcErrands.Errand;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.store.Setting;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;

/// Signing in by an identity provider: the browser is sent there with a question, and comes back with a code that is
/// exchanged for the provider's signed word (OpenID Connect, authorization code with PKCE).
public final class Oidc {

    static final String CALLBACK = "/api/v1/oidc/callback";

    private final App app;
    private final Reception reception;
    private final String base;
    private final Acquaintance acquaintance;

    /// Anybody may send a browser on its way, and each asks the provider something.
    private final Semaphore seats = new Semaphore(4);

    /// @param base what a reverse proxy leaves before the path; empty for nothing
    public Oidc(App app, Reception reception, String base) {
        this.app = app;
        this.reception = reception;
        this.base = base;
        acquaintance = new Acquaintance(app);
    }

    @FunctionalInterface
    private interface Work {
        Reply done(Provider provider) throws IOException;
    }

    static boolean isSetUp(Transaction tx) {
        return Setting.OIDC_ISSUER.in(tx).isPresent() && Setting.OIDC_CLIENT_ID.in(tx).isPresent();
    }

    /// What is to be entered at the provider.
    public String redirect(Request request) {
        var sender = reception.sender(request);
        return (sender.secure() ? "https" : "http") + "://" + sender.host() + base + CALLBACK;
    }

    /// Sends the browser to the provider. What it is to bring back is also in a cookie, so that nobody else's answer is
    /// put into its hands.
    public Reply leave(Request request) {
        return asking(provider -> {
            var errand = app.database().writeAndGet(tx -> app.admissions().errands().begin(tx, app.random(), app.time().now()));
            var entrance = provider.entrance(Map.of("redirect_uri", redirect(request), "state", errand.state().reveal(), "nonce", errand.nonce(),
                    "code_challenge", challenge(errand.verifier()), "code_challenge_method", "S256"));
            return to(entrance.toString()).with("Set-Cookie", reception.cookies(request).leaving(errand.state(), base));
        });
    }

    /// Lets the browser in that comes back, if the provider's word is good and he is one of those who may.
    public Reply comeBack(Request request) {
        var errand = errand(request);
        given(request, "error").ifPresent(error -> {
            throw refused("it did not sign you in" + Provider.word(error));
        });
        var code = given(request, "code").map(Secret::new).orElseThrow(() -> refused("it sent no code along"));
        return asking(provider -> {
            var issuer = provider.client().issuer().toString();
            if (given(request, "iss").filter(said -> !said.equals(issuer)).isPresent()) {
                throw refused("another provider than the one that is set sent you here");
            }
            var tokens = provider.redeemed(code, errand.verifier(), redirect(request));
            var token = IdToken.verified(tokens.id(), new IdToken.Expected(issuer, provider.client().id(), errand.nonce(), provider.keys()), app.time().now());
            if (!isAllowed(provider, token, tokens)) {
                throw new Refused(Problem.forbidden("You are signed in at the identity provider, but are none of those who may come in here. Add sub:" + token.text("sub")
                        + " to " + Setting.OIDC_ALLOWED.key() + ", under Settings when you are signed in with the password, or in the shell with trackerwatch settings set "
                        + Setting.OIDC_ALLOWED.key() + " sub:" + token.text("sub") + " (several have commas between them)."));
            }
            return to(base + "/").with("Set-Cookie", reception.cookies(request).holding(reception.session(request, "oidc"), base));
        });
    }

    private static boolean isAllowed(Provider provider, IdToken token, Provider.Tokens tokens) throws IOException {
        var allowed = provider.client().allowed();
        if (IdToken.isAllowed(token.claims(), allowed) || tokens.access().isEmpty()) {
            return IdToken.isAllowed(token.claims(), allowed);
        }
        return provider.more(tokens.access().get(), token.text("sub")).filter(claims -> IdToken.isAllowed(claims, allowed)).isPresent();
    }

    private Errand errand(Request request) {
        var state = given(request, "state").map(Secret::new)
                .filter(said -> request.cookie(reception.cookies(request).errand()).filter(held -> Codes.equal(held, said)).isPresent());
        return state.flatMap(said -> app.database().writeAndGet(tx -> app.admissions().errands().end(tx, said, app.time().now())))
                .orElseThrow(() -> refused("this browser was not sent there a moment ago"));
    }

    private Reply asking(Work work) {
        var client = app.database().read(this::client).orElseThrow(() -> new Refused(Problem.missing("No identity provider is set up: "
                + Setting.OIDC_ISSUER.key() + " and " + Setting.OIDC_CLIENT_ID.key() + " say which one.")));
        if (!seats.tryAcquire()) {
            throw new Refused(Problem.tooMany("Several browsers are signing in at this moment. Try again soon."), Map.of("Retry-After", "2"));
        }
        try {
            return work.done(acquaintance.provider(client));
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Refused(Problem.of(502, "The identity provider can't be asked", "The identity provider " + client.issuer()
                    + " can't be reached: " + e.getMessage() + ". Sign in with the password."));
        } finally {
            seats.release();
        }
    }

    private Optional<Provider.Client> client(Transaction tx) {
        return Setting.OIDC_ISSUER.in(tx).flatMap(issuer -> Setting.OIDC_CLIENT_ID.in(tx).map(id ->
                new Provider.Client(issuer, id, app.sealedSettings().get(tx, SealedSettings.OIDC_SECRET), Setting.OIDC_ALLOWED.in(tx))));
    }

    private static Refused refused(String why) {
        return new Refused(Problem.forbidden("The identity provider's answer lets nobody in: " + why + ". Begin again on the page, or sign in with the password."));
    }

    private static Optional<String> given(Request request, String name) {
        return request.given().getOrDefault(name, List.of()).stream().filter(text -> !text.isEmpty()).findFirst();
    }

    private static Reply.Body to(String address) {
        return Reply.text("text/plain", "").of(302).with("Location", address);
    }

    private static String challenge(Secret verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
