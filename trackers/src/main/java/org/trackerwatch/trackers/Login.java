package org.trackerwatch.trackers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How a user name and a password become a session, on a site that has no better way.
///
/// @param second   the second step, on sites that ask for the second factor on a page of its own
/// @param wanted   signs that they do so now
/// @param factor   what `{otp}` stands for
/// @param refused  signs that the answer is no
/// @param captchas signs that a person is wanted, beside those that are known of any site
record Login(Step first, Optional<Step> second, List<Sign> wanted, SecondFactor factor, Proof proof, List<Sign> refused,
             List<Sign> captchas, Optional<String> hint) {

    /// One form that is filled in and sent.
    ///
    /// @param page    where the form is, or something that must go back with it; asked for first
    /// @param form    the form on that page. What is hidden in it goes back unchanged
    /// @param post    where it is sent; the form's own action if absent
    /// @param json    whether the fields are sent as an object
    /// @param fields  with `{username}`, `{password}`, `{otp}` and what was captured
    /// @param headers with the same
    /// @param capture what must go back and is not in the form
    record Step(Optional<String> page, Optional<Selector> form, Optional<String> post, boolean json, Map<String, String> fields,
                Map<String, String> headers, Map<String, Capture> capture) {

        boolean uses(String name) {
            return Stream.concat(fields.values().stream(), headers.values().stream()).anyMatch(template -> template.contains("{" + name + "}"));
        }
    }

    /// Where something stands that must go back.
    sealed interface Capture {

        record Header(String name) implements Capture {}

        record Cookie(String name) implements Capture {}

        record Found(List<Lookup> lookups) implements Capture {}
    }

    /// What tells that we are let in. All that is named must be there.
    ///
    /// @param set    names of cookies that the answer sets
    /// @param token  where a token stands in the answer
    /// @param signs  one of them
    record Proof(List<String> set, Optional<Token> token, List<Sign> signs) {}

    /// @param pointer where it stands
    /// @param header  that carries it from then on
    /// @param format  `Bearer {token}`
    record Token(String pointer, String header, String format) {}
}
