package org.trackerwatch.web;

/// Decides who is asking, before anything is done for him.
@FunctionalInterface
public interface Gate {

    /// @param needed by the route that the request is for
    /// @return who it is, who then may do that
    /// @throws Refused if he may not, or if the request is none that a browser or a program of the user's makes
    Caller admit(Request request, Access needed);
}
