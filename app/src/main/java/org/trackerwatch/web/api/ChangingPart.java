package org.trackerwatch.web.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.trackerwatch.Admission;
import org.trackerwatch.App;
import org.trackerwatch.Renewal;
import org.trackerwatch.Revision;
import org.trackerwatch.Revision.Way;
import org.trackerwatch.Trials;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.TrackerReport;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.web.Fields;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// Changes what the user said of an account. Another credential takes the old one's place only if the site takes it.
public final class ChangingPart implements Part {

    private final App app;
    private final Trials trials;

    /// @param trials what sites said to forms that were tried
    public ChangingPart(App app, Trials trials) {
        this.app = app;
        this.trials = trials;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.patch("/api/v1/trackers/{id}", this::change),
                Route.delete("/api/v1/trackers/{id}", this::remove),
                Route.post("/api/v1/trackers/{id}/pause", request -> moded(request, this::paused)),
                Route.post("/api/v1/trackers/{id}/resume", request -> moded(request, this::resumed)));
    }

    /// @param fresh what is to open it from now on; empty for what does
    private record Wish(TrackerForm form, Tracker tracker, Optional<Credential> fresh, Way way, boolean checked) {}

    private Reply change(Request request) throws InterruptedException {
        var before = app.database().read(tx -> TrackersPart.tracker(app, tx, request));
        var wish = wish(new TrackerForm(app, request.fields()), before);
        if (wish.fresh.isPresent() && wish.checked) {
            proved(wish, wish.fresh.get());
        } else {
            app.database().write(tx -> {
                edit(tx, wish);
                wish.fresh.ifPresent(fresh -> app.registry().credential(tx, before.id(), fresh, app.time().now()));
            });
        }
        return Reply.json(app.database().read(tx -> {
            var tracker = TrackersPart.tracker(app, tx, request);
            var document = TrackerReport.of(app, tx, tracker).document();
            Remarks.of(app, tx, tracker, wish.form).forEach(document.putArray("remarks")::add);
            return document;
        }));
    }

    private void proved(Wish wish, Credential fresh) throws InterruptedException {
        var proxy = switch (wish.way) {
            case Way.Changed(var changed) -> changed;
            case Way.Kept _ -> app.database().read(tx -> app.registry().proxy(tx, wish.tracker.id()));
        };
        switch (new Renewal(app).proved(wish.tracker, new Registry.Access(fresh, proxy, Map.of()),
                trials.earlier(wish.tracker, fresh, proxy), tx -> edit(tx, wish))) {
            case Renewal.Result.Changed _ -> { }
            case Renewal.Result.Refused(var failure) ->
                throw new Refused(Unproved.of(wish.form, failure, "Nothing was changed: its former credential stays"));
            case Renewal.Result.Busy _ -> throw new Refused(Problem.conflict("“" + wish.tracker.name() + "” is being polled, and that"
                    + " takes long. Nothing was changed; try again in a few minutes."));
        }
    }

    private void edit(Transaction tx, Wish wish) {
        new Revision(app).edit(tx, wish.tracker, wish.way);
        var fields = wish.form.fields();
        fields.flag("hidden").ifPresent(hidden -> app.arrangement().hide(tx, wish.tracker.id(), hidden));
        position(fields).ifPresent(position -> app.arrangement().move(tx, wish.tracker.id(), position));
    }

    private static Optional<Integer> position(Fields fields) {
        return fields.whole("position").map(position -> {
            if (position < 1) {
                throw fields.wrong("position", "This has to be 1 or more.");
            }
            return (int) Math.min(position, Integer.MAX_VALUE);
        });
    }

    private Wish wish(TrackerForm form, Tracker before) {
        var fields = form.fields();
        var described = form.applied(before);
        boolean moves = fields.has("site") || fields.has("url");
        boolean given = form.hasCredential();
        var slug = fields.has("site") ? fields.needed("site") : before.definition();
        var site = moves || given ? Optional.of(form.site(fields.has("site") ? "site" : "url", slug, described.url())) : Optional.<Definition>empty();
        var wanted = site.filter(_ -> moves).map(definition -> at(described, definition)).orElse(described);
        var credential = site.flatMap(definition -> credential(form, definition, before, wanted, given));
        if (fields.text("user_agent").isPresent() && !given) {
            throw fields.wrong("user_agent", "This belongs to the cookies of that browser; give them, too.");
        }
        var way = fields.has("proxy") ? new Way.Changed(form.proxy()) : new Way.Kept();
        boolean checked = form.isChecked();
        fields.flag("hidden");
        position(fields);
        fields.done();
        fields.parsed("name", _ -> app.database().read(tx -> Registry.free(tx, wanted)), wanted.name());
        return new Wish(form, wanted, credential, way, checked);
    }

    private static Tracker at(Tracker tracker, Definition site) {
        return new Tracker(tracker.id(), tracker.name(), site.slug(), tracker.url(), tracker.username(), tracker.interval(), tracker.maxPerDay(),
                tracker.minRatio(), tracker.joined(), tracker.mode(), tracker.added());
    }

    private Optional<Credential> credential(TrackerForm form, Definition site, Tracker before, Tracker wanted, boolean given) {
        Admission.ofChange(site, before, given).or(() -> site.isByHand() ? Optional.empty() : Admission.ofSite(site, wanted)).ifPresent(obstacle -> {
            throw AddingPart.refused(form, site, obstacle);
        });
        var credential = given ? form.credential(site, wanted.username()) : Optional.<Credential>empty();
        credential.flatMap(fresh -> app.database().read(tx -> Admission.ofName(tx, site, wanted, List.of(fresh.kind())))).ifPresent(obstacle -> {
            throw AddingPart.refused(form, site, obstacle);
        });
        return credential.filter(fresh -> isNew(form, before, fresh));
    }

    /// What was refused once is not proved by giving it again.
    private boolean isNew(TrackerForm form, Tracker before, Credential fresh) {
        boolean known = before.mode() != Tracker.Mode.MANUAL && app.database().read(tx -> app.registry().holds(tx, before.id(), fresh));
        if (known && before.mode() == Tracker.Mode.STOPPED) {
            throw form.fields().wrong(form.credentialField(), "“" + before.name() + "” is opened with that very credential already, and it was"
                    + " refused. Nothing is asked; give it another, or resume it if this one is good again.");
        }
        return !known;
    }

    private Reply remove(Request request) {
        app.database().write(tx -> app.registry().remove(tx, TrackersPart.tracker(app, tx, request).id()));
        return Reply.done();
    }

    private Reply moded(Request request, Function<Transaction, Function<Tracker, Tracker>> change) {
        return Reply.json(app.database().writeAndGet(tx -> {
            var tracker = TrackersPart.tracker(app, tx, request);
            if (tracker.mode() == Tracker.Mode.MANUAL) {
                throw new Refused(Problem.conflict("“" + tracker.name() + "” is never polled; its figures are typed in."));
            }
            return TrackerReport.of(app, tx, change.apply(tx).apply(tracker)).document();
        }));
    }

    private Function<Tracker, Tracker> paused(Transaction tx) {
        return tracker -> app.registry().pause(tx, tracker.id());
    }

    private Function<Tracker, Tracker> resumed(Transaction tx) {
        return tracker -> {
            new Revision(app).resume(tx, tracker);
            return app.registry().get(tx, tracker.id()).orElseThrow();
        };
    }
}
