package org.trackerwatch.store;

import java.util.Map;
import java.util.Optional;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Secret;

/// What opens the trackers' accounts, and the proxies on the way, sealed in their rows. What was changed on the disk does
/// not open: it is lost, and as good as none until another one is put in its place.
final class Openers {

    private static final String CREDENTIAL = "credential";
    private static final String PROXY = "proxy";

    private final Vault vault;

    Openers(Vault vault) {
        this.vault = vault;
    }

    /// @param credential sealed, as is the proxy
    private record Kept(long id, String kind, Optional<String> userAgent, byte[] credential, Optional<byte[]> proxy) {}

    void credential(Transaction tx, long id, Credential credential) {
        tx.update("UPDATE tracker SET credential_kind = ?, credential = ?, user_agent = ? WHERE id = ?", word(credential),
                vault.seal(credential.secret(), place(id, CREDENTIAL)), userAgent(credential), id);
    }

    void proxy(Transaction tx, long id, Optional<Secret> proxy) {
        tx.update("UPDATE tracker SET proxy = ? WHERE id = ?", proxy.map(secret -> vault.seal(secret, place(id, PROXY))), id);
    }

    /// @return empty if there is none, or it is lost
    Optional<Credential> credential(Transaction tx, long id) {
        return kept(tx, id).flatMap(kept -> credential(tx, kept));
    }

    /// @throws StoreException if it is lost: to do without it would show who is behind it
    Optional<Secret> proxy(Transaction tx, long id) {
        return kept(tx, id).flatMap(Kept::proxy).map(sealed -> vault.open(sealed, place(id, PROXY)));
    }

    /// @return empty if nothing opens it, or one of the two is lost: without its proxy a site must not be asked either
    Optional<Registry.Access> access(Transaction tx, long id, Map<String, String> memory) {
        return kept(tx, id).filter(kept -> isProxyOpen(tx, kept))
                .flatMap(kept -> credential(tx, kept).map(credential -> new Registry.Access(credential, proxy(tx, kept), memory)));
    }

    /// Which of the two is there and does not open, in words for the user.
    Optional<String> lost(Transaction tx, long id) {
        return kept(tx, id).flatMap(kept -> credential(tx, kept).isEmpty() ? Optional.of("key, cookie or password")
                : isProxyOpen(tx, kept) ? Optional.empty() : Optional.of("proxy"));
    }

    private static Optional<Kept> kept(Transaction tx, long id) {
        return tx.first("SELECT * FROM tracker WHERE id = ? AND credential IS NOT NULL",
                row -> new Kept(id, row.getString("credential_kind"), Columns.text(row, "user_agent"), row.getBytes(CREDENTIAL),
                        Optional.ofNullable(row.getBytes(PROXY))), id);
    }

    private boolean isProxyOpen(Transaction tx, Kept kept) {
        return kept.proxy.isEmpty() || proxy(tx, kept).isPresent();
    }

    private Optional<Secret> proxy(Transaction tx, Kept kept) {
        return kept.proxy.flatMap(sealed -> vault.opened(tx, sealed, place(kept.id, PROXY)));
    }

    private Optional<Credential> credential(Transaction tx, Kept kept) {
        return vault.opened(tx, kept.credential, place(kept.id, CREDENTIAL)).map(secret -> credential(kept, secret));
    }

    private static Credential credential(Kept kept, Secret secret) {
        return switch (kind(kept.kind)) {
            case COOKIE -> new Credential.Cookie(secret, kept.userAgent.orElseThrow());
            case LOGIN -> Credential.Login.of(secret);
            case API_KEY -> new Credential.ApiKey(secret);
        };
    }

    static CredentialKind kind(String word) {
        return switch (word) {
            case "cookie" -> CredentialKind.COOKIE;
            case "login" -> CredentialKind.LOGIN;
            default -> CredentialKind.API_KEY;
        };
    }

    private static String word(Credential credential) {
        return switch (credential) {
            case Credential.ApiKey _ -> "api-key";
            case Credential.Cookie _ -> "cookie";
            case Credential.Login _ -> "login";
        };
    }

    private static Optional<String> userAgent(Credential credential) {
        return credential instanceof Credential.Cookie cookie ? Optional.of(cookie.userAgent()) : Optional.empty();
    }

    private static String place(long id, String what) {
        return "tracker/" + id + "/" + what;
    }
}
