package org.trackerwatch.web.api;

import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.store.Setting;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;
import org.trackerwatch.web.access.Oidc;

/// Signing in by an identity provider (OpenID Connect). The first two are for browsers to be led to.
public final class OidcPart implements Part {

    private final App app;
    private final Oidc oidc;

    public OidcPart(App app, Oidc oidc) {
        this.app = app;
        this.oidc = oidc;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/oidc/start", oidc::leave).open(),
                Route.get("/api/v1/oidc/callback", oidc::comeBack).open(),
                Route.get("/api/v1/oidc", this::show).full(),
                Route.put("/api/v1/oidc/client-secret", this::keep));
    }

    private Reply show(Request request) {
        request.query();
        return Reply.json(app.database().read(tx -> {
            var node = Json.object();
            node.set("issuer", Json.text(Setting.OIDC_ISSUER.in(tx)));
            node.set("client_id", Json.text(Setting.OIDC_CLIENT_ID.in(tx)));
            node.put("client_secret_set", app.sealedSettings().get(tx, SealedSettings.OIDC_SECRET).isPresent()).put("redirect", oidc.redirect(request));
            Setting.OIDC_ALLOWED.in(tx).forEach(node.putArray("allowed")::add);
            return node;
        }));
    }

    private Reply keep(Request request) {
        var fields = request.fields();
        boolean gone = fields.isNull("secret");
        var secret = fields.secret("secret");
        fields.done();
        if (!gone && secret.isEmpty()) {
            throw fields.wrong("secret", "This is needed; null takes it back.");
        }
        app.database().write(tx -> secret.ifPresentOrElse(given -> app.sealedSettings().set(tx, SealedSettings.OIDC_SECRET, given),
                () -> app.sealedSettings().clear(tx, SealedSettings.OIDC_SECRET)));
        return Reply.done();
    }
}
