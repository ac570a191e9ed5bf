package org.trackerwatch.trackers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A user class of a site.
///
/// @param name         as the site prints it
/// @param aliases      other spellings: Gazelle abbreviates some in one place and not in another
/// @param tier         grows with the class; absent where the class is granted and stands on no ladder
/// @param needs        figure → what it must reach; all of them
/// @param anyOf        beyond that, one of these
/// @param demotedBelow figure → below what the class is lost
/// @param granted      given by staff, not earned
/// @param safe         kept even when the account is inactive
public record Rank(String name, List<String> aliases, Optional<Integer> tier, Map<String, Value> needs,
                   List<Map<String, Value>> anyOf, Map<String, Value> demotedBelow, boolean granted, boolean safe) {

    /// What a rank may ask for that is no figure of the account: the days since it joined.
    public static final String ACCOUNT_AGE = "account_age";

    /// Whether the site means this class by that name.
    public boolean named(String printed) {
        return name.equalsIgnoreCase(printed) || aliases.stream().anyMatch(printed::equalsIgnoreCase);
    }
}
