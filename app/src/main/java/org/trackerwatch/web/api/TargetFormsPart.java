package org.trackerwatch.web.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.trackerwatch.App;
import org.trackerwatch.Providers;
import org.trackerwatch.Webhooks;
import org.trackerwatch.core.Target;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.TargetReport;
import org.trackerwatch.store.Targets;
import org.trackerwatch.web.Fields;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;
import tools.jackson.databind.node.ObjectNode;

/// Adds targets and changes them, with the checks of `target add` and `target edit`.
public final class TargetFormsPart implements Part {

    private final App app;

    public TargetFormsPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/api/v1/targets", this::add),
                Route.patch("/api/v1/targets/{id}", this::edit),
                Route.post("/api/v1/targets/{id}/rotate", this::rotate));
    }

    private Reply add(Request request) {
        var fields = request.fields();
        var wanted = new TargetForm(app, fields).fresh(true);
        boolean check = fields.flag("check").orElse(true);
        fields.done();
        free(fields, wanted);
        var equipped = new Webhooks(app).equipped(wanted);
        var remark = checked(fields, equipped.target(), check);
        var added = saved(fields, () -> app.database().writeAndGet(tx -> app.targets().add(tx, equipped.target())));
        return Reply.made("/api/v1/targets/" + added.id(), document(added, equipped.shown().stream().findFirst(), remark));
    }

    private Reply edit(Request request) {
        var fields = request.fields();
        var before = app.database().read(tx -> TargetsPart.target(app, tx, request));
        var wanted = new TargetForm(app, fields).over(before);
        boolean check = fields.flag("check").orElse(true);
        fields.done();
        free(fields, wanted);
        boolean moved = !wanted.address().equals(before.address());
        boolean reached = moved || wanted.link().allowPrivate() != before.link().allowPrivate();
        var remark = moved ? checked(fields, wanted, check) : reached ? judged(fields, wanted, check) : Optional.<String>empty();
        var changed = saved(fields, () -> app.database().writeAndGet(tx -> app.targets().edit(tx, wanted)));
        return Reply.json(document(changed, Optional.empty(), remark));
    }

    /// The former key signs beside the new one for a day, unless it leaked.
    private Reply rotate(Request request) {
        var fields = request.fields();
        var given = fields.secret("secret");
        boolean atOnce = fields.flag("at_once").orElse(false);
        fields.done();
        var target = app.database().read(tx -> TargetsPart.target(app, tx, request));
        if (!target.kind().equals(Providers.ANY)) {
            throw new Refused(Problem.conflict("“" + target.name() + "” is no webhook, and is sent nothing signed."));
        }
        var webhooks = new Webhooks(app);
        var rotated = fields.parsed("secret", _ -> webhooks.rotated(target, given, atOnce), "");
        var changed = saved(fields, () -> app.database().writeAndGet(tx -> app.targets().edit(tx, rotated.target())));
        var document = document(changed, rotated.shown().stream().findFirst(), Optional.empty());
        document.set("former_until", Json.text(webhooks.formerUntil(changed)));
        return Reply.json(document);
    }

    private ObjectNode document(Target target, Optional<String> shown, Optional<String> remark) {
        var node = app.database().read(tx -> TargetReport.of(app, tx, target)).document();
        node.set("signing_secret", Json.text(shown));
        node.set("remark", Json.text(remark));
        return node;
    }

    /// Before its service is asked anything.
    private void free(Fields fields, Target target) {
        fields.parsed("name", _ -> app.database().read(tx -> Targets.free(tx, target)), "");
    }

    private Target saved(Fields fields, Supplier<Target> work) {
        return fields.parsed("name", _ -> work.get(), "");
    }

    /// Whether the service knows the address, without posting anything.
    ///
    /// @return what was found out, in a sentence
    private Optional<String> checked(Fields fields, Target target, boolean asking) {
        return asking ? told(fields, new Providers(app).check(target)) : judged(fields, target, false);
    }

    private Optional<String> judged(Fields fields, Target target, boolean resolving) {
        return told(fields, new Providers(app).judge(target, resolving));
    }

    private static Optional<String> told(Fields fields, Providers.Check check) {
        return switch (check) {
            case Providers.Check.Works(var name) -> Optional.of("It is called “" + name + "” there.");
            case Providers.Check.Unasked(var remark) -> Optional.of(remark.map(sentence -> sentence + " ").orElse("")
                    + "Its address can't be checked without posting to it: a test sends something.");
            case Providers.Check.Refused(var reason) when reason.contains(Providers.LEAVE) -> throw fields.wrong("allow_private",
                    reason.replace(Providers.LEAVE, "“The address may lead into my own network”") + " Nothing was changed.");
            case Providers.Check.Refused(var reason) -> throw fields.wrong("url", reason + " Nothing was changed.");
            case Providers.Check.Unknown(var reason) -> throw fields.wrong("url", reason
                    + " So the address is not proved, and nothing was changed. Try again later, or save it with “Ask the service about the address before saving”"
                    + " switched off, under “Privacy, network, fallback”.");
        };
    }
}
