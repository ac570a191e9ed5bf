package org.trackerwatch.trackers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The number by which a site knows an account, noted from one visit to the next. So a page that only serves to learn it
/// is asked for once, not in each poll.
///
/// A wrong one would show somebody else's figures. It is noted after a reading that contradicts it in nothing, for this
/// site alone, and forgotten as soon as what was asked for by it does not look like the account's own.
final class AccountNumber {

    /// What definitions call it.
    static final String VARIABLE = "uid";

    private static final String NOTE = "number@";

    /// Nothing else is noted: what is no number may be a name or a key.
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");

    private final Map<String, String> memory;
    private final String note;
    private final boolean sparesAPage;
    private final Optional<String> username;

    /// @param memory   of the visit, changed here
    /// @param site     scheme, host and port
    /// @param username of the account, as far as it is known
    AccountNumber(Definition definition, String site, Map<String, String> memory, Optional<String> username) {
        this.memory = memory;
        this.note = NOTE + definition.slug() + " " + site;
        this.username = username;
        this.sparesAPage = definition.recipe().requests().values().stream()
                .anyMatch(request -> request.capture().keySet().equals(Set.of(VARIABLE)) && !definition.recipe().isReadFrom(request));
    }

    /// What remains of a memory if the credential becomes another, for that may open another account.
    static Map<String, String> without(Map<String, String> memory) {
        var others = new HashMap<>(memory);
        others.keySet().removeIf(key -> key.startsWith(NOTE));
        return others;
    }

    Optional<String> noted() {
        return Optional.ofNullable(memory.get(note)).filter(number -> sparesAPage && NUMBER.matcher(number).matches());
    }

    void forget() {
        memory.keySet().removeIf(key -> key.startsWith(NOTE));
    }

    /// @param captured in the reading that came to this outcome
    void note(Optional<String> captured, Outcome outcome) {
        forget();
        captured.filter(_ -> outcome instanceof Outcome.Read)
                .filter(number -> sparesAPage && NUMBER.matcher(number).matches() && suits(number, outcome))
                .ifPresent(number -> memory.put(note, number));
    }

    /// Whether what was asked for by it may well be the account's own. Trouble on the way says nothing about that.
    boolean suits(String number, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Read(var stats) -> isSame(stats.text(Field.USERNAME), username) && isSame(stats.text(Field.USER_ID), Optional.of(number));
            case Outcome.Failed(var failure) -> switch (failure.reason()) {
                case RATE_LIMITED, CHALLENGED, MAINTENANCE, NAME_NOT_RESOLVED, UNREACHABLE, TIMED_OUT, TLS_FAILED, PROXY_FAILED -> true;
                case CREDENTIAL_REFUSED, CREDENTIAL_LOST, SESSION_EXPIRED, ACCOUNT_BANNED, ADDRESS_BANNED, SITE_ERROR, NOT_FOUND, MOVED, LAYOUT_CHANGED -> false;
            };
        };
    }

    /// Whether the same visit may find out how it is without the number. After a refusal nothing more is asked.
    static boolean isWorthAnotherLook(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Read _ -> true;
            case Outcome.Failed(var failure) -> failure.reason() == PollFailure.Reason.NOT_FOUND
                    || failure.reason() == PollFailure.Reason.LAYOUT_CHANGED;
        };
    }

    private static boolean isSame(Optional<String> told, Optional<String> known) {
        return told.isEmpty() || known.isEmpty() || told.get().strip().equalsIgnoreCase(known.get().strip());
    }
}
