package org.trackerwatch.deliver;

import java.util.List;
import java.util.Map;
import org.trackerwatch.trackers.Secret;

/// One request as a provider wants it.
///
/// @param url      secret as a whole: with most providers whoever knows it may post
/// @param body     empty for a GET
/// @param messages how many of the given messages it carries, from the first on; the rest goes into later requests
/// @param secrets  never to be kept or shown, even where an answer repeats them
/// @param reach    where it may lead
public record HttpCall(Method method, Secret url, Map<String, String> headers, String body, int messages,
                       List<Secret> secrets, Reach reach) {

    public enum Method { GET, POST, PUT, PATCH }

    /// Link-local, multicast and unspecified addresses are out of reach in any case.
    public enum Reach {
        /// Over https, to addresses of the public internet.
        PUBLIC,
        /// Also over http, and into the user's own network, as he allowed, or as a replaced base address wants it.
        PRIVATE_TOO
    }

    public HttpCall {
        headers = Map.copyOf(headers);
        secrets = List.copyOf(secrets);
    }
}
