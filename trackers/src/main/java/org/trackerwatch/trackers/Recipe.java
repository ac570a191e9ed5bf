package org.trackerwatch.trackers;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a site is read: what is asked, what tells a good answer from a bad one, and where the figures are.
///
/// @param encoding of pages that declare none and are not UTF-8
/// @param requests by name, in the order in which they are made
/// @param clock    where the site prints the present time, in its own zone
/// @param fields   by key: where to look, the first place that yields wins
record Recipe(Charset encoding, Pacing pacing, Auth auth, Map<String, Request> requests, Optional<Envelope> envelope, Session session,
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

    /// Whether any figure may stand in its answer. If none does, it serves to learn what later requests need.
    boolean isReadFrom(Request request) {
        return fields.values().stream().flatMap(List::stream).anyMatch(lookup -> lookup.looksAt(request.name()));
    }

    /// Whether something that is asked in every visit with such a credential has a variable that no request captures.
    boolean wants(String variable, CredentialKind kind) {
        var made = requests.values().stream().filter(request -> request.servedBy(kind)).toList();
        return made.stream().anyMatch(request -> !request.optional() && request.variables().contains(variable))
                && made.stream().noneMatch(request -> request.capture().containsKey(variable));
    }

    /// @param between the gap between the end of a request and the next
    /// @param burst   at most so many requests …
    /// @param per     … in this time; zero means no such limit
    record Pacing(Duration between, int burst, Duration per) {

        /// This where it is slower, and what the bundled files say everywhere else. One of two limits that can't be held
        /// against each other becomes the fewer in the longer time.
        Pacing within(Pacing bundled) {
            int fewest = burst == 0 || bundled.burst == 0 ? Math.max(burst, bundled.burst) : Math.min(burst, bundled.burst);
            return new Pacing(longer(between, bundled.between), fewest, longer(per, bundled.per));
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }

    Recipe with(Pacing changed) {
        return new Recipe(encoding, changed, auth, requests, envelope, session, clock, fields);
    }

    record Auth(List<CredentialKind> accept, Optional<Key> key, Cookies cookies, Optional<Login> login) {}

    /// @param header  the header that carries the key, else `query` names the parameter, or `headers` carry it
    /// @param format  `Bearer {key}`
    /// @param headers several, each with `{key}` or parts of it
    /// @param parts   what the key consists of, pasted with colons between them
    /// @param retryAs a parameter that old installations want instead; tried once, and only after these statuses
    record Key(Optional<String> header, Optional<String> query, String format, Map<String, String> headers,
               List<String> parts, Optional<Retry> retryAs, Optional<String> hint) {

        /// The headers that carry this key, filled in.
        Map<String, String> carried(String key) {
            var filled = new LinkedHashMap<String, String>();
            header.ifPresent(name -> filled.put(name, format.replace("{key}", key)));
            var variables = variables(key);
            headers.forEach((name, template) -> filled.put(name, Template.header(template, variables)));
            return filled;
        }

        /// As pasted, with colons between them. The last may have colons of its own.
        List<String> partsOf(String key) {
            return parts.isEmpty() ? List.of() : List.of(key.split(":", parts.size()));
        }

        private Map<String, String> variables(String key) {
            var values = partsOf(key);
            var variables = new HashMap<>(Map.of("key", key));
            for (int i = 0; i < parts.size(); i++) {
                variables.put(parts.get(i), i < values.size() ? values.get(i) : "");
            }
            return variables;
        }
    }

    record Retry(String query, Set<Integer> onStatus) {}

    /// @param allOf names that must be among the pasted cookies
    /// @param anyOf at least one of these, if there are any
    record Cookies(List<String> allOf, List<String> anyOf, Optional<String> hint) {}

    enum Expect { HTML, JSON }

    /// What a request needs to be made at all.
    enum Needs { API_KEY, COOKIE, ANY }

    /// @param path     with `{name}` for the account's `username` and what was captured, URL-encoded
    /// @param body     likewise; sent as JSON if it begins with `{` or `[`, else as a form
    /// @param headers  beside the usual ones; with the same variables
    /// @param every    asked at most so often: its figures are unknown in between
    /// @param optional its failure leaves its figures unknown, and no more
    /// @param capture  variables for later requests
    /// @param base     another host of the site's own
    /// @param unwrap   a JSON object that, where it exists, holds what other installations answer without it
    /// @param unless   only made if that request's answer was not read: the same under another version's address
    /// @param seldom   fields that are looked for in its answer, but that few sites tell there: they are not promised
    record Request(String name, String path, String method, Optional<String> body, Expect expect, Needs needs,
                   Map<String, String> headers, Optional<Duration> every, boolean optional, Map<String, List<Lookup>> capture,
                   Optional<URI> base, Optional<String> unwrap, Optional<String> unless, Set<Field> seldom) {

        /// One that belongs to no figure.
        static Request of(String name, String path, String method, Optional<String> body, Expect expect, Map<String, String> headers) {
            return new Request(name, path, method, body, expect, Needs.ANY, headers, Optional.empty(), false, Map.of(), Optional.empty(),
                    Optional.empty(), Optional.empty(), Set.of());
        }

        boolean servedBy(CredentialKind kind) {
            return switch (needs) {
                case API_KEY -> kind == CredentialKind.API_KEY;
                case COOKIE -> kind == CredentialKind.COOKIE || kind == CredentialKind.LOGIN;
                case ANY -> true;
            };
        }

        /// The variables that must be known before it can be made, beside the credential itself.
        Set<String> variables() {
            return Stream.concat(Stream.of(path), Stream.concat(body.stream(), headers.values().stream()))
                    .flatMap(template -> Template.variables(template).stream())
                    .filter(name -> !name.equals("key")).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// Failures that come with status 200 and JSON.
    ///
    /// @param equals what is there if all is well; anything, if absent
    record Envelope(String ok, Optional<String> equals, Optional<String> error, List<Refusal> failures) {

        /// What a text of the site's own means.
        record Refusal(Regex match, PollFailure.Reason reason) {}
    }

    /// @param alive one of them proves that a page is a member's; those of another kind than the page say nothing
    /// @param dead  any of them proves the contrary
    record Session(List<Sign> alive, List<Sign> dead) {}
}
