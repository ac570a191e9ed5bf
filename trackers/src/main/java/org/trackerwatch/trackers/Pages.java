package org.trackerwatch.trackers;

import java.util.Map;

/// Where a [Reading] gets its pages from: the network, or files.
interface Pages {

    /// Whether this request is to be made at all, with this credential and today.
    boolean offers(Recipe.Request request);

    /// @param variables what the path and the body may name, all of it known
    Fetched fetch(Recipe.Request request, Map<String, String> variables);

    /// What the request is made with, if it is made.
    CredentialKind kind(Recipe.Request request);

    /// Whether a request whose variables are unknown can be answered all the same. Files need no address.
    boolean knowsTheWay();

    sealed interface Fetched {

        /// Some answer, be it good or bad.
        record Got(Answer answer) implements Fetched {}

        /// No answer.
        record Lost(PollFailure failure) implements Fetched {}
    }
}
