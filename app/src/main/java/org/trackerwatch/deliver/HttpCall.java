package org.trackerwatch.deliver;

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
public record HttpCall(Method method, Secret url, Map<String, String> headers, String body, int messages,
                       List<Secret> secrets, Reach reach) implements Call {

    public enum Method { GET, POST, PUT, PATCH }

    public HttpCall {
        headers = Map.copyOf(headers);
        secrets = List.copyOf(secrets);
    }
}
