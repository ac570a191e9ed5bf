package org.trackerwatch.web.api;

import java.util.List;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.Preview;
import org.trackerwatch.Rehearsal;
import org.trackerwatch.Webhooks;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.report.DeliveryReport;
import org.trackerwatch.report.PreviewReport;
import org.trackerwatch.report.TestReport;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;
import tools.jackson.databind.node.ObjectNode;

/// Tries a target and shows what it would be sent: one that is stored, or a form as it stands.
public final class TargetTrialsPart implements Part {

    /// @param event to play; empty for a plain message
    private record Wanted(Target target, Optional<Rule> event) {}

    private final App app;

    public TargetTrialsPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/api/v1/targets/test", this::testForm),
                Route.post("/api/v1/targets/preview", this::previewForm),
                Route.post("/api/v1/targets/{id}/test", this::test),
                Route.post("/api/v1/targets/{id}/preview", this::preview).read());
    }

    /// A delivery like any other.
    private Reply test(Request request) throws InterruptedException {
        var wanted = stored(request);
        if (wanted.target.health().state() == Target.Health.State.PAUSED) {
            throw new Refused(Problem.conflict("“" + wanted.target.name() + "” is paused, so nothing is sent to it. Resume it first."));
        }
        try {
            var delivery = new Rehearsal(app).play(wanted.target, wanted.event);
            return Reply.json(TestReport.stored(app.database().read(tx -> DeliveryReport.of(app, tx, delivery))));
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.conflict(String.valueOf(e.getMessage())));
        }
    }

    private Reply preview(Request request) {
        return Reply.json(preview(stored(request)));
    }

    /// Exactly what is in the form; nothing is stored.
    private Reply testForm(Request request) {
        var wanted = form(request);
        return Reply.json(TestReport.unsaved(new Rehearsal(app).once(wanted.target, wanted.event)));
    }

    private Reply previewForm(Request request) {
        return Reply.json(preview(form(request)));
    }

    private ObjectNode preview(Wanted wanted) {
        return PreviewReport.of(new Preview(app).of(wanted.target, wanted.event));
    }

    private Wanted stored(Request request) {
        var target = app.database().read(tx -> TargetsPart.target(app, tx, request));
        var fields = request.fields();
        var event = new TargetForm(app, fields).event();
        fields.done();
        return new Wanted(target, event);
    }

    /// With an `id` it is a form of a stored target: what was not sent is as it is there, its secrets too.
    private Wanted form(Request request) {
        var fields = request.fields();
        var form = new TargetForm(app, fields);
        var target = fields.whole("id").map(id -> app.database().read(tx -> app.targets().get(tx, id))
                .orElseThrow(() -> fields.wrong("id", "There is no target with the id " + id + "."))).map(form::over).orElseGet(() -> form.fresh(false));
        var event = form.event();
        fields.flag("check");
        fields.done();
        return new Wanted(new Webhooks(app).equipped(target).target(), event);
    }
}
