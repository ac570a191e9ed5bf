package org.trackerwatch.web.api;

import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.report.Json;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;
import org.trackerwatch.web.access.Authenticator;
import org.trackerwatch.web.access.Reception;
import tools.jackson.databind.node.ObjectNode;

/// What the owner proves himself with: the password, and the second factor.
public final class AccountPart implements Part {

    private static final String FACTOR = "/api/v1/account/second-factor";

    private final App app;
    private final Reception reception;
    private final Authenticator authenticator;

    public AccountPart(App app, Reception reception) {
        this.app = app;
        this.reception = reception;
        authenticator = new Authenticator(app);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/account", this::show).full(),
                Route.put("/api/v1/account/password", this::changePassword),
                Route.post(FACTOR, this::propose),
                Route.post(FACTOR + "/confirm", this::confirm),
                Route.post(FACTOR + "/recovery-codes", this::recoveryCodes),
                Route.post(FACTOR + "/off", this::turnOff));
    }

    private Reply show(Request request) {
        request.query();
        return Reply.json(app.database().read(tx -> {
            var admissions = app.admissions();
            var node = Json.object();
            node.set("password_changed", Json.text(admissions.owner().changed(tx)));
            return node.put("second_factor", admissions.factor().confirmed(tx).isPresent())
                    .put("recovery_codes_left", admissions.factor().recoveryCodesLeft(tx));
        }));
    }

    private Reply changePassword(Request request) throws InterruptedException {
        var fields = request.fields();
        var current = fields.neededSecret("current");
        var wanted = fields.neededSecret("password");
        var code = fields.secret("code");
        fields.done();
        reception.prove(request, current, code);
        reception.changePassword(request, wanted);
        return Reply.done();
    }

    private Reply propose(Request request) throws InterruptedException {
        prove(request);
        var proposal = authenticator.propose();
        return Reply.json(Json.object().put("secret", proposal.shownSecret()).put("address", proposal.shownAddress()).put("picture", proposal.picture()));
    }

    private Reply confirm(Request request) {
        Reception.person(request);
        var fields = request.fields();
        var code = fields.neededSecret("code");
        fields.done();
        return Reply.json(codes(authenticator.confirm(code)));
    }

    private Reply recoveryCodes(Request request) throws InterruptedException {
        prove(request);
        return Reply.json(codes(authenticator.newRecoveryCodes()));
    }

    private Reply turnOff(Request request) throws InterruptedException {
        prove(request);
        authenticator.turnOff();
        return Reply.done();
    }

    private void prove(Request request) throws InterruptedException {
        var fields = request.fields();
        var password = fields.neededSecret("password");
        var code = fields.secret("code");
        fields.done();
        reception.prove(request, password, code);
    }

    private static ObjectNode codes(List<String> codes) {
        var node = Json.object();
        codes.forEach(node.putArray("recovery_codes")::add);
        return node;
    }
}
