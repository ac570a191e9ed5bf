package org.trackerwatch.report;

import java.util.Locale;
import org.trackerwatch.Preview;
import org.trackerwatch.core.Message;
import tools.jackson.databind.node.ObjectNode;

/// What a target would be sent: the exact request, and what it says in a form that any page can draw.
public final class PreviewReport {

    private PreviewReport() {}

    public static ObjectNode of(Preview.Request request) {
        var node = Json.object().put("method", request.method()).put("url", request.address());
        var headers = node.putObject("headers");
        request.headers().forEach(headers::put);
        node.put("body", request.body());
        var remarks = node.putArray("remarks");
        request.remarks().forEach(remarks::add);
        node.set("rendering", of(request.message()));
        return node;
    }

    /// As a person reads it: privacy has been applied.
    private static ObjectNode of(Message message) {
        var node = Json.object().put("title", message.title()).put("text", message.text());
        var fields = node.putArray("fields");
        message.figures().forEach(figure -> fields.addObject().put("name", figure.name()).put("value", figure.value()));
        return node.put("severity", Json.word(message.severity()))
                .put("colour", String.format(Locale.ROOT, "#%06x", message.severity().colour()))
                .put("footer", message.code() + message.note().map(note -> " · " + note).orElse(""))
                .put("at", message.occurred().toString());
    }
}
