package org.trackerwatch;

import java.util.List;
import java.util.stream.Stream;
import org.trackerwatch.trackers.Time;
import org.trackerwatch.web.OpenApi;
import org.trackerwatch.web.Pages;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Server;
import org.trackerwatch.web.access.Door;
import org.trackerwatch.web.access.Oidc;
import org.trackerwatch.web.access.Reception;
import org.trackerwatch.web.api.AccountPart;
import org.trackerwatch.web.api.AddingPart;
import org.trackerwatch.web.api.BackupsPart;
import org.trackerwatch.web.api.CatalogPart;
import org.trackerwatch.web.api.ChangingPart;
import org.trackerwatch.web.api.DashboardPart;
import org.trackerwatch.web.api.DeliveriesPart;
import org.trackerwatch.web.api.DoctorPart;
import org.trackerwatch.web.api.EventTypesPart;
import org.trackerwatch.web.api.EventsPart;
import org.trackerwatch.web.api.FleetPart;
import org.trackerwatch.web.api.HealthPart;
import org.trackerwatch.web.api.IncidentsPart;
import org.trackerwatch.web.api.KeysPart;
import org.trackerwatch.web.api.LivePart;
import org.trackerwatch.web.api.MetricsPart;
import org.trackerwatch.web.api.OidcPart;
import org.trackerwatch.web.api.PollingPart;
import org.trackerwatch.web.api.SeriesPart;
import org.trackerwatch.web.api.SessionPart;
import org.trackerwatch.web.api.SettingsPart;
import org.trackerwatch.web.api.SetupPart;
import org.trackerwatch.web.api.SilencesPart;
import org.trackerwatch.web.api.TargetFormsPart;
import org.trackerwatch.web.api.TargetKindsPart;
import org.trackerwatch.web.api.TargetTrialsPart;
import org.trackerwatch.web.api.TargetsPart;
import org.trackerwatch.web.api.TrackersPart;

/// The door for browsers and programs: all parts of the API, and the pages.
final class Serving {

    private Serving() {}

    /// @param port 0 for any that is free
    static Server open(App app, int port) {
        return Server.start(new Server.Wiring(app.config().bind(), port, app.config().base(), new Door(app), parts(app), new Pages()));
    }

    static List<Part> parts(App app) {
        return Stream.concat(Stream.of(description()), described(app)).toList();
    }

    /// Each with its description in `openapi/`.
    private static Stream<Part> described(App app) {
        var reception = new Reception(app);
        var trials = new Trials(app);
        return Stream.of(
                new SetupPart(reception),
                new SessionPart(app, reception),
                new AccountPart(app, reception),
                new KeysPart(app),
                new OidcPart(app, new Oidc(app, reception, app.config().base())),
                new TrackersPart(app),
                new AddingPart(app, trials),
                new ChangingPart(app, trials),
                new PollingPart(app),
                new CatalogPart(app),
                new TargetsPart(app),
                new TargetFormsPart(app),
                new TargetTrialsPart(app),
                new TargetKindsPart(app),
                new EventTypesPart(app),
                new EventsPart(app),
                new DeliveriesPart(app),
                new IncidentsPart(app),
                new SilencesPart(app),
                new DashboardPart(app),
                new SeriesPart(app),
                new FleetPart(app),
                new HealthPart(app),
                new MetricsPart(app),
                new LivePart(app, Time.SYSTEM),
                new SettingsPart(app),
                new BackupsPart(app),
                new DoctorPart(app));
    }

    /// In the order that a reader meets them.
    static OpenApi description() {
        return new OpenApi(List.of(
                "setup",
                "session",
                "account",
                "keys",
                "oidc",
                "trackers",
                "catalog",
                "targets",
                "target-kinds",
                "event-types",
                "events",
                "deliveries",
                "incidents",
                "silences",
                "dashboard",
                "series",
                "fleet",
                "health",
                "live",
                "settings",
                "backups",
                "doctor"));
    }
}
