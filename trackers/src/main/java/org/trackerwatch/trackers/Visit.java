package org.trackerwatch.trackers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one poll of an account came to, and what must be kept of it in the same transaction.
///
/// @param rotated  the credential as the site changed it on the way; losing it loses the session
/// @param memory   notes for the next visit, complete: they replace the former ones. Never a secret.
/// @param requests what was asked, for the ledger that a user can show to staff
public record Visit(Outcome outcome, Optional<Credential> rotated, Map<String, String> memory, List<Request> requests) {

    public Visit {
        memory = Map.copyOf(memory);
        requests = List.copyOf(requests);
    }

    /// What of a memory still holds if the credential becomes another: that may open another account.
    public static Map<String, String> lasting(Map<String, String> memory) {
        return LivePages.ofAnyCredential(AccountNumber.without(memory));
    }

    /// One request as it was made: the path carries no query, since sites put keys there.
    ///
    /// @param name   as the definition calls it: two of them may ask for the same path
    /// @param status the HTTP status, or 0 when no answer came
    public record Request(Instant at, String name, String method, String path, int status, long bytes, Duration took, Allowance allowance) {

        /// A poll began then and nothing of it was written down: what was asked, and how often, is not known.
        public static Request unrecorded(Instant at) {
            return new Request(at, "", "", "", 0, 0, Duration.ZERO, Allowance.UNTOLD);
        }

        public boolean isRecorded() {
            return !method.isEmpty();
        }
    }
}
