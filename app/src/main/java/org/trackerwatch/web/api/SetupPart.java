package org.trackerwatch.web.api;

import java.util.List;
import org.trackerwatch.Version;
import org.trackerwatch.report.Json;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;
import org.trackerwatch.web.access.Reception;

/// The first password, which is set once; nothing else can be done before.
public final class SetupPart implements Part {

    private final Reception reception;

    public SetupPart(Reception reception) {
        this.reception = reception;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/setup", this::state).open(),
                Route.post("/api/v1/setup", this::begin).open());
    }

    private Reply state(Request request) {
        request.query();
        boolean done = reception.isSetUp();
        return Reply.json(Json.object().put("password_set", done).put("code_needed", !done)
                .put("version", Version.number()));
    }

    private Reply begin(Request request) throws InterruptedException {
        var fields = request.fields();
        var password = fields.neededSecret("password");
        var code = fields.secret("code");
        fields.done();
        reception.begin(request, password, code);
        return reception.letIn(request, Reply.made("/api/v1/session", Json.object().put("password_set", true)
                .put("code_needed", false).put("version", Version.number())));
    }
}
