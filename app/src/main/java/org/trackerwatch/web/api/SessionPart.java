package org.trackerwatch.web.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.BrowserSessions;
import org.trackerwatch.web.Access;
import org.trackerwatch.web.Caller;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;
import org.trackerwatch.web.access.Reception;
import tools.jackson.databind.node.ObjectNode;

/// Signing in and out, and the browsers that are signed in.
public final class SessionPart implements Part {

    private final App app;
    private final Reception reception;

    public SessionPart(App app, Reception reception) {
        this.app = app;
        this.reception = reception;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/session", this::who).open(),
                Route.post("/api/v1/session", this::signIn).open(),
                Route.delete("/api/v1/session", reception::letOut).open(),
                Route.get("/api/v1/sessions", this::list).full(),
                Route.delete("/api/v1/sessions", this::endOthers),
                Route.delete("/api/v1/sessions/{id}", this::end));
    }

    private Reply who(Request request) {
        request.query();
        return Reply.json(document(request.caller()));
    }

    private Reply signIn(Request request) throws InterruptedException {
        var fields = request.fields();
        var password = fields.neededSecret("password");
        var code = fields.secret("code");
        fields.done();
        reception.signIn(request, password, code);
        return reception.letIn(request, Reply.json(document(new Caller(Access.FULL, Caller.SESSION, Optional.empty()))));
    }

    private ObjectNode document(Caller caller) {
        var node = Json.object().put("signed_in", caller.access() != Access.OPEN)
                .put("access", caller.access().name().toLowerCase(Locale.ROOT)).put("way", caller.way());
        var ways = node.putArray("ways");
        reception.ways().forEach(ways::add);
        return node;
    }

    private Reply list(Request request) {
        request.query();
        var list = Json.array();
        app.database().read(tx -> app.admissions().sessions().list(tx, app.time().now()))
                .forEach(session -> list.add(document(session).put("this", request.caller().session().filter(id -> id == session.id()).isPresent())));
        return Reply.json(list);
    }

    private static ObjectNode document(BrowserSessions.BrowserSession session) {
        return Json.object().put("id", session.id()).put("way", session.way()).put("made", session.made().toString())
                .put("seen", session.seen().toString()).put("address", session.address()).put("agent", session.agent());
    }

    private Reply end(Request request) {
        long id = request.id("id");
        if (!app.database().writeAndGet(tx -> app.admissions().sessions().end(tx, id))) {
            throw new Refused(Problem.missing("There is no session " + id + "; it may be over already."));
        }
        return Reply.done();
    }

    private Reply endOthers(Request request) {
        app.database().write(tx -> app.admissions().sessions().endOthers(tx, request.caller().session()));
        return Reply.done();
    }
}
