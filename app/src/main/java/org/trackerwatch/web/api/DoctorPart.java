package org.trackerwatch.web.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.doctor.Doctor;
import org.trackerwatch.doctor.Patient;
import org.trackerwatch.report.DoctorReport;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// What may be wrong around the program. All pages of the database and of its newest backup are read for that, so it is done
/// once at a time, and what was found is told again to whoever asks within a minute.
public final class DoctorPart implements Part {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final App app;
    private Optional<DoctorReport> last = Optional.empty();

    public DoctorPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/doctor", this::doctor));
    }

    private Reply doctor(Request request) {
        request.query();
        return Reply.json(report().document());
    }

    private synchronized DoctorReport report() {
        var now = app.time().now();
        var found = last.filter(report -> Duration.between(report.at(), now).abs().compareTo(FRESH) < 0)
                .orElseGet(() -> new DoctorReport(app.config(), now, Doctor.examine(Patient.within(app.config(), app.time()))));
        last = Optional.of(found);
        return found;
    }
}
