package org.trackerwatch.web;

import java.util.List;
import org.trackerwatch.report.Json;
import tools.jackson.databind.node.ObjectNode;

/// Why something was not done, as RFC 9457 has it. The sentences are for the user, and hold nothing secret.
///
/// @param title  the kind of trouble, always the same words for a status
/// @param detail what happened, and what he can do
/// @param fields which of what he sent is wrong, if that is the trouble
public record Problem(int status, String title, String detail, List<Field> fields) {

    /// @param name   as it was sent; `calm.quiet.from` lies in `quiet`, which lies in `calm`
    /// @param detail what is wrong with it, and what is allowed
    public record Field(String name, String detail) {}

    public Problem {
        fields = List.copyOf(fields);
    }

    /// 400: what was sent can't be read, or says something that is not allowed.
    public static Problem wrong(String detail) {
        return of(400, "Wrong request", detail);
    }

    /// 422: one field of what was sent is wrong.
    public static Problem field(String name, String detail) {
        return new Problem(422, "Wrong value", detail, List.of(new Field(name, detail)));
    }

    /// 401: nobody knows who is asking.
    public static Problem unknown(String detail) {
        return of(401, "Sign in first", detail);
    }

    /// 403: it is known who is asking, and he may not.
    public static Problem forbidden(String detail) {
        return of(403, "Not allowed", detail);
    }

    public static Problem missing(String detail) {
        return of(404, "Not found", detail);
    }

    /// 409: it would contradict what is there.
    public static Problem conflict(String detail) {
        return of(409, "Not possible as things are", detail);
    }

    /// 429, with how long to wait in words; the header says it in seconds.
    public static Problem tooMany(String detail) {
        return of(429, "Too many requests", detail);
    }

    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, List.of());
    }

    public ObjectNode document() {
        var node = Json.object().put("type", "about:blank").put("title", title).put("status", status).put("detail", detail);
        var list = node.putArray("fields");
        fields.forEach(field -> list.addObject().put("name", field.name()).put("detail", field.detail()));
        return node;
    }
}
