package org.trackerwatch.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// What was asked.
///
/// @param path    without what a reverse proxy puts before it
/// @param named   the parts of the path that the route leaves open, by their names
/// @param given   what stands after the `?`, decoded
/// @param headers by their names in small letters; one that stands there twice has commas between its values
/// @param cookies by their names
/// @param from    the address of who opened the connection, which may be a proxy
/// @param secure  whether the connection itself is HTTPS
/// @param body    empty if none was sent, and before the gate
public record Request(Method method, String path, Map<String, String> named, Map<String, List<String>> given, Map<String, String> headers,
                      Map<String, Secret> cookies, String from, boolean secure, byte[] body, Caller caller) {

    public Request {
        named = Map.copyOf(named);
        given = Map.copyOf(given);
        headers = Map.copyOf(headers);
        cookies = Map.copyOf(cookies);
    }

    /// The same when it is known whose it is, and all of it is there.
    public Request by(Caller known, byte[] sent) {
        return new Request(method, path, named, given, headers, cookies, from, secure, sent, known);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public Optional<Secret> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /// A part of the path.
    public String part(String name) {
        return Optional.ofNullable(named.get(name)).orElseThrow(() -> new IllegalStateException("the route names no part " + name));
    }

    /// A part of the path that is a number; none is what nobody has.
    public long id(String name) {
        try {
            return Long.parseLong(part(name));
        } catch (NumberFormatException _) {
            throw new Refused(Problem.missing("There is nothing at " + path + "; its “" + name + "” would be a number."));
        }
    }

    /// What stands after the `?`.
    ///
    /// @param known all names that mean something here; another one is refused, since a mistyped filter would show too much
    public Query query(String... known) {
        return new Query(given, List.of(known));
    }

    /// What was sent, to be read field by field.
    public Fields fields() {
        try {
            if (Json.read(body) instanceof ObjectNode object) {
                return Fields.of(object);
            }
        } catch (JacksonException e) {
            throw new Refused(Problem.wrong("The body can't be read as JSON" + Optional.ofNullable(e.getLocation()).map(place -> ", from line "
                    + place.getLineNr() + ", column " + place.getColumnNr() + " on").orElse(": it nests too deep, or something in it is too long") + "."));
        }
        throw new Refused(Problem.wrong("The body has to be one JSON object."));
    }

    /// Headers and bodies carry secrets.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
