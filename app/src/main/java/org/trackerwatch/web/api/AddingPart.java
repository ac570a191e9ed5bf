package org.trackerwatch.web.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.Admission;
import org.trackerwatch.Admission.Obstacle;
import org.trackerwatch.App;
import org.trackerwatch.Enrolment;
import org.trackerwatch.Trials;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.ReadingReport;
import org.trackerwatch.report.TrackerReport;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// Takes accounts in. What opens one is proved by one visit, which is also its first reading; a form can be tried before.
public final class AddingPart implements Part {

    private final App app;
    private final Trials trials;

    /// @param trials what sites said to forms that were tried
    public AddingPart(App app, Trials trials) {
        this.app = app;
        this.trials = trials;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/api/v1/trackers", this::add),
                Route.post("/api/v1/trackers/test", this::test));
    }

    /// @param credential empty where no program may ask the site
    private record Wish(Definition site, Tracker tracker, Optional<Credential> credential, Optional<Secret> proxy, boolean checked, TrackerForm form) {}

    private Reply add(Request request) throws InterruptedException {
        var wish = wish(request, true);
        if (wish.credential.isEmpty()) {
            return added(app.database().writeAndGet(tx -> app.registry().addByHand(tx, wish.tracker)), wish);
        }
        var credential = wish.credential.get();
        var enrolment = new Enrolment(app);
        if (!wish.checked) {
            return added(result(enrolment.unproved(wish.tracker, credential, wish.proxy), wish), wish);
        }
        var trial = trials.of(wish.tracker, credential, wish.proxy);
        return added(result(enrolment.visited(wish.tracker, credential, wish.proxy, trial.visit(), trial.at()), wish), wish);
    }

    private static Tracker result(Enrolment.Result result, Wish wish) {
        return switch (result) {
            case Enrolment.Result.Added(var tracker, _) -> tracker;
            case Enrolment.Result.Refused(var failure) -> throw new Refused(Unproved.of(wish.form, failure, "Nothing was added"));
        };
    }

    private Reply added(Tracker tracker, Wish wish) {
        return app.database().read(tx -> {
            var document = TrackerReport.of(app, tx, tracker).document();
            Remarks.of(app, tx, tracker, wish.form).forEach(document.putArray("remarks")::add);
            return Reply.made("/api/v1/trackers/" + tracker.id(), document);
        });
    }

    private Reply test(Request request) throws InterruptedException {
        var wish = wish(request, false);
        var credential = wish.credential.orElseThrow(() -> wish.form.fields().wrong("site", wish.site.name() + " is never asked, since its staff do not"
                + " want that; so there is nothing to try."));
        var trial = trials.of(wish.tracker, credential, wish.proxy);
        var node = Json.object().put("site", wish.site.slug()).put("at", trial.at().toString()).put("asked_before", trial.again());
        return Reply.json(ReadingReport.into(node, shown(trial.visit().outcome())));
    }

    /// Where user names are not to be kept they are not to be shown either.
    private Outcome shown(Outcome outcome) {
        boolean usernames = app.database().read(Setting.STORE_USERNAMES::in);
        return outcome instanceof Outcome.Read(var stats) && !usernames
                ? new Outcome.Read(stats.without(Field.USERNAME)) : outcome;
    }

    private Wish wish(Request request, boolean named) {
        var fields = request.fields();
        var form = new TrackerForm(app, fields);
        var slug = fields.needed("site");
        var blank = new Tracker(0, named ? fields.needed("name") : "", slug, Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty(),
                Optional.empty(), Tracker.Mode.ACTIVE, app.time().now());
        var described = form.applied(blank);
        var site = form.site("site", slug, described.url());
        var tracker = new Tracker(0, described.name(), site.slug(), described.url(), described.username(), described.interval(), described.maxPerDay(),
                described.minRatio(), described.joined(), described.mode(), described.added());
        boolean checked = form.isChecked();
        var proxy = form.proxy();
        if (site.isByHand() && form.hasCredential()) {
            throw fields.wrong(form.credentialField(), Admission.whyByHand(site) + " It takes no key and no cookie.");
        }
        var credential = site.isByHand() ? Optional.<Credential>empty() : credential(form, site, tracker);
        fields.done();
        if (named) {
            free(form, tracker);
        }
        return new Wish(site, tracker, credential, proxy, checked, form);
    }

    private Optional<Credential> credential(TrackerForm form, Definition site, Tracker tracker) {
        Admission.ofSite(site, tracker).ifPresent(obstacle -> {
            throw refused(form, site, obstacle);
        });
        var credential = form.credential(site, tracker.username()).orElseThrow(() -> form.fields().wrong("secret", wanted(site)));
        app.database().read(tx -> Admission.ofName(tx, site, tracker, List.of(credential.kind()))).ifPresent(obstacle -> {
            throw refused(form, site, obstacle);
        });
        return Optional.of(credential);
    }

    private static String wanted(Definition site) {
        return site.name() + " is opened by " + String.join(" or ", site.accepts().stream().map(AddingPart::named).toList()) + "."
                + site.accepts().stream().findFirst().flatMap(site::hint).map(hint -> " It is found here: " + hint).orElse("");
    }

    private static String named(CredentialKind kind) {
        return switch (kind) {
            case API_KEY -> "an API key";
            case COOKIE -> "cookies";
            case LOGIN -> "user name and password";
        };
    }

    static Refused refused(TrackerForm form, Definition site, Obstacle obstacle) {
        return switch (obstacle) {
            case UNREADABLE -> form.fields().wrong("site", "Nobody knows how " + site.name() + " is read"
                    + (site.status() == Definition.Status.DEAD ? ", and it is gone." : ".")
                    + " If it runs on an engine that is known, add it by that and its address.");
            case NO_ADDRESS -> form.fields().wrong("url", site.name() + " is an engine that many sites run on; say where yours is.");
            case NO_USERNAME -> form.fields().wrong("username", site.name() + " finds your figures by your name there, which nothing else tells;"
                    + " give it, too.");
            case USERNAMES_OFF -> form.fields().wrong("username", site.name() + " is asked for your figures by your name there, so each poll"
                    + " needs it; but the setting store-usernames is off, and no name is kept.");
            case BY_HAND -> form.fields().wrong(form.hasCredential() ? form.credentialField() : "site", Admission.whyByHand(site)
                    + (form.hasCredential() ? " It takes no key and no cookie." : " Add it as a tracker of its own."));
            case NO_CREDENTIAL -> form.fields().wrong("secret", "There is nothing yet that opens " + site.name() + "; give it, too.");
        };
    }

    private void free(TrackerForm form, Tracker tracker) {
        form.fields().parsed("name", _ -> app.database().read(tx -> Registry.free(tx, tracker)), tracker.name());
    }
}
