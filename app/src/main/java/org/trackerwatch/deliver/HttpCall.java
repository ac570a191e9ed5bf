package org.trackerwatch.deliver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.trackerwatch.trackers.Secret;

/// A request over HTTP.
///
/// @param url      secret as a whole: with most providers whoever knows it may post
/// @param body     empty for a GET
/// @param messages how many of the given messages it carries, from the first on; the rest goes into later requests
/// @param secrets  never to be kept or shown, even where an answer repeats them
/// @param reach    where it may lead
/// @param within   so long the whole exchange may take
public record HttpCall(Method method, Secret url, Map<String, String> headers, String body, int messages,
                       List<Secret> secrets, Reach reach, Duration within) implements Call {

    /// A lease outlasts it.
    private static final Duration LONGEST = Duration.ofSeconds(20);

    public HttpCall(Method method, Secret url, Map<String, String> headers, String body, int messages, List<Secret> secrets,
                    Reach reach) {
        this(method, url, headers, body, messages, secrets, reach, LONGEST);
    }

    public enum Method { GET, POST, PUT, PATCH }

    public HttpCall {
        headers = Map.copyOf(headers);
        secrets = List.copyOf(secrets);
    }

    /// Without what headers and body say: some services want their token there.
    @Override
    public String toString() {
        return method + " " + url + " " + headers.keySet() + " of " + messages + " message(s)";
    }
}
