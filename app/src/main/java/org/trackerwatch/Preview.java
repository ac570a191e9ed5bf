package org.trackerwatch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.Parcel;
import org.trackerwatch.deliver.Specimen;

/// What a target would be sent, without sending it.
public final class Preview {

    /// As it would go over the wire, with its secrets masked.
    ///
    /// @param headers by their names
    /// @param remarks what the user should know of it, in sentences
    /// @param message what it says, before the service gives it its form
    public record Request(String method, String address, Map<String, String> headers, String body, List<String> remarks, Message message) {}

    /// Stands where a delivery's own would.
    private static final String KEY = "preview-0";

    private final App app;

    public Preview(App app) {
        this.app = app;
    }

    /// @param target need not be stored as it is
    /// @param rule   the event to play, by one of its own examples; empty for a plain message
    public Request of(Target target, Optional<Rule> rule) {
        var message = new Rehearsal(app).message(target, rule);
        var notifier = app.notifiers().stream().filter(known -> known.kind().equals(target.kind())).findFirst().orElseThrow();
        var parcel = new Parcel(List.of(message), Form.SHARED, KEY, app.time().now(), false);
        var specimen = Specimen.of(notifier, parcel, target);
        return new Request(specimen.method(), specimen.address(), specimen.headers(), specimen.body(), notifier.remarks(parcel, target), message);
    }
}
