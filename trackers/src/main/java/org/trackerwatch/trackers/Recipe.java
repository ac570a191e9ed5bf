package org.trackerwatch.trackers;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How a site is read: what is asked, what tells a good answer from a bad one, and where the figures are.
///
/// @param requests by name, in the order in which they are made
/// @param clock    where the site prints the present time, in its own zone
/// @param fields   by key: where to look, the first place that yields wins
record Recipe(Pacing pacing, Auth auth, Map<String, Request> requests, Optional<Envelope> envelope, Session session,
              List<Lookup> clock, Map<String, List<Lookup>> fields) {

    /// The built-in fields that stand on a page which this kind of credential opens.
    Set<Field> readable(CredentialKind kind) {
        return fields.keySet().stream().flatMap(key -> Field.of(key).stream()).filter(field -> stands(field, kind))
                .collect(Collectors.toSet());
    }

    private boolean stands(Field field, CredentialKind kind) {
        var telling = requests.values().stream().filter(request -> request.servedBy(kind) && !request.seldom().contains(field))
                .map(Request::name).collect(Collectors.toSet());
        return fields.get(field.key()).stream().anyMatch(lookup -> lookup.standsOn(telling));
    }

    /// @param between the gap between the end of a request and the next
    /// @param burst   at most so many requests …
    /// @param per     … in this time; zero means no such limit
    record Pacing(Duration between, int burst, Duration per) {}

    record Auth(List<CredentialKind> accept, Optional<Key> key, Cookies cookies) {}

    /// @param header  the header that carries the key, else `query` names the parameter
    /// @param format  `Bearer {key}`
    /// @param retryAs a parameter that old installations want instead; tried once, and only after these statuses
    record Key(Optional<String> header, Optional<String> query, String format, Optional<Retry> retryAs,
               Optional<String> hint) {}

    record Retry(String query, Set<Integer> onStatus) {}

    /// @param allOf names that must be among the pasted cookies
    /// @param anyOf at least one of these, if there are any
    record Cookies(List<String> allOf, List<String> anyOf, Optional<String> hint) {}

    enum Expect { HTML, JSON }

    /// What a request needs to be made at all.
    enum Needs { API_KEY, COOKIE, ANY }

    /// @param path     with `{name}` for the account's `username` and what was captured, URL-encoded
    /// @param body     likewise; sent as JSON if it begins with `{` or `[`, else as a form
    /// @param slow     asked at most every six hours: its figures are unknown in between
    /// @param optional its failure leaves its figures unknown, and no more
    /// @param capture  variables for later requests
    /// @param base     another host of the site's own
    /// @param unwrap   a JSON object that, where it exists, holds what other installations answer without it
    /// @param seldom   fields that are looked for in its answer, but that few sites tell there: they are not promised
    record Request(String name, String path, String method, Optional<String> body, Expect expect, Needs needs,
                   boolean slow, boolean optional, Map<String, List<Lookup>> capture, Optional<URI> base,
                   Optional<String> unwrap, Set<Field> seldom) {

        boolean servedBy(CredentialKind kind) {
            return switch (needs) {
                case API_KEY -> kind == CredentialKind.API_KEY;
                case COOKIE -> kind == CredentialKind.COOKIE;
                case ANY -> true;
            };
        }
    }

    /// Failures that come with status 200 and JSON.
    record Envelope(String ok, String equals, Optional<String> error, List<Refusal> failures) {

        /// What a text of the site's own means.
        record Refusal(Regex match, PollFailure.Reason reason) {}
    }

    /// @param alive one of them proves that a page is a member's; those of another kind than the page say nothing
    /// @param dead  any of them proves the contrary
    record Session(List<Sign> alive, List<Sign> dead) {}
}
