package org.trackerwatch.trackers;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an account is entered with while one visit lasts: the credential, and what the site makes of it on the way.
final class Keyring {

    /// What a page hides and wants back is a secret if it is so long.
    private static final int CAPTURED_SECRET = 12;

    private final Credential credential;
    private final Set<Secret> used = new HashSet<>();
    private CookieJar jar;
    private Optional<Secret> bearer;
    private Credential.Standing standing;

    Keyring(Credential credential) {
        this.credential = credential;
        this.standing = credential instanceof Credential.Login login ? login.standing() : Credential.Standing.NEW;
        this.bearer = standing.token();
        this.jar = new CookieJar(switch (credential) {
            case Credential.Cookie(var header, _) -> header.reveal();
            case Credential.Login _ -> standing.cookies().map(Secret::reveal).orElse("");
            case Credential.ApiKey _ -> "";
        });
        bearer.ifPresent(used::add);
    }

    CookieJar jar() {
        return jar;
    }

    /// A token that the site gave for a login.
    Optional<Secret> bearer() {
        return bearer;
    }

    Credential.Standing standing() {
        return standing;
    }

    /// Whoever signs in comes as a stranger: what is left of an old session must not pass for a new one.
    void leave() {
        used.addAll(jar.seen());
        jar = new CookieJar("");
        bearer = Optional.empty();
        standing = standing.withSession(Optional.empty(), Optional.empty());
    }

    /// The password is about to leave.
    ///
    /// @return what must be kept before it does
    Credential.Login sending(Credential.Login login, Instant at) {
        standing = standing.sending(at);
        return login.with(standing);
    }

    /// Whatever it was, it was the site that answered.
    void answered() {
        standing = standing.answered();
    }

    /// The clock was set back, so nobody knows when the last one was sent.
    void clocked(Instant now) {
        if (standing.sent().filter(now::isBefore).isPresent()) {
            standing = new Credential.Standing(standing.cookies(), standing.token(), standing.step(), standing.refused(),
                    Optional.of(now), standing.unanswered());
        }
    }

    void entered(Optional<Secret> token) {
        bearer = token;
        token.ifPresent(used::add);
        standing = standing.withSession(cookies(), token);
    }

    void refused() {
        leave();
        standing = standing.asRefused();
    }

    /// The code of this step was sent.
    void spent(long step) {
        standing = standing.withStep(step);
    }

    Optional<String> username() {
        return credential instanceof Credential.Login login ? Optional.of(login.username().reveal()) : Optional.empty();
    }

    /// What the fields of a login name. All of it counts as secret from here on, be it good for a minute only.
    Map<String, String> fillings(Credential.Login login, Optional<Secret> code, Map<String, String> captured) {
        var fillings = new HashMap<>(captured);
        fillings.put("username", login.username().reveal());
        fillings.put("password", login.password().reveal());
        fillings.put("otp", code.map(Secret::reveal).orElse(""));
        code.ifPresent(used::add);
        captured.values().stream().filter(text -> text.length() >= CAPTURED_SECRET).map(Secret::new).forEach(used::add);
        return fillings;
    }

    /// All that must not be told: as it was, and as it became.
    Set<Secret> secrets() {
        var all = new HashSet<>(used);
        all.addAll(jar.seen());
        switch (credential) {
            case Credential.ApiKey(var key) -> all.add(key);
            case Credential.Cookie _ -> { }
            case Credential.Login login -> {
                all.add(login.password());
                login.factor().ifPresent(all::add);
            }
        }
        return all;
    }

    /// The credential, if it became another.
    ///
    /// @param out whether the site showed us the door: what it sets then is no session to keep
    Optional<Credential> changed(boolean out) {
        return switch (credential) {
            case Credential.ApiKey _ -> Optional.empty();
            case Credential.Cookie(_, var agent) -> out || !jar.isChanged() ? Optional.empty()
                    : Optional.of(new Credential.Cookie(jar.header(), agent));
            case Credential.Login login -> Optional.<Credential>of(login.with(out ? standing : rotated()))
                    .filter(now -> !now.equals(login));
        };
    }

    private Credential.Standing rotated() {
        return standing.hasSession() && jar.isChanged()
                ? standing.withSession(cookies(), standing.token()) : standing;
    }

    private Optional<Secret> cookies() {
        return Optional.of(jar.header()).filter(header -> !header.equals(new Secret("")));
    }
}
