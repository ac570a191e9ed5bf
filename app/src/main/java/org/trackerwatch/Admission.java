package org.trackerwatch;

import java.util.Collection;
import java.util.Optional;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Setting;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;

/// Whether an account can be read as the user describes it: looked at before anything is asked of its site, and before he
/// entrusts us with what opens it.
public final class Admission {

    /// What stands in the way. Who talks to the user says it in words of his own, which name an option or a field.
    public enum Obstacle {
        /// Nobody knows how it is read.
        UNREADABLE,
        /// It is an engine, and he did not say where his site is.
        NO_ADDRESS,
        /// It is asked by his name there, which nothing else tells.
        NO_USERNAME,
        /// Likewise, and names are not kept.
        USERNAMES_OFF,
        /// Its staff refuse programs, and this account is read by one, or was given what opens it.
        BY_HAND,
        /// It was never polled, and there is nothing yet that opens it.
        NO_CREDENTIAL
    }

    private Admission() {}

    /// Why a site is never polled, in words for the user.
    public static String whyByHand(Definition site) {
        return site.name() + " does not want its figures to be read by programs, and an account may be lost over it, so it is never"
                + " polled." + site.policy().note().map(note -> " " + note).orElse("");
    }

    /// @param wanted with the address that he gave
    public static Optional<Obstacle> ofSite(Definition site, Tracker wanted) {
        return site.accepts().isEmpty() ? Optional.of(Obstacle.UNREADABLE)
                : Optional.of(Obstacle.NO_ADDRESS).filter(_ -> wanted.url().isEmpty() && site.links().isEmpty());
    }

    /// @param kinds of what opens it, as far as that is known: nobody is asked for what only one of them needs
    public static Optional<Obstacle> ofName(Transaction tx, Definition site, Tracker wanted, Collection<CredentialKind> kinds) {
        if (kinds.isEmpty() || !kinds.stream().allMatch(site::needsUsername)) {
            return Optional.empty();
        }
        return !Setting.STORE_USERNAMES.in(tx) ? Optional.of(Obstacle.USERNAMES_OFF)
                : Optional.of(Obstacle.NO_USERNAME).filter(_ -> wanted.username().filter(name -> !name.isBlank()).isEmpty());
    }

    /// What is never polled can't become polled without what opens it, nor the other way round.
    ///
    /// @param site  as it is to be
    /// @param given whether something that opens it comes along
    public static Optional<Obstacle> ofChange(Definition site, Tracker before, boolean given) {
        boolean manual = before.mode() == Tracker.Mode.MANUAL;
        return site.isByHand() ? Optional.of(Obstacle.BY_HAND).filter(_ -> given || !manual)
                : Optional.of(Obstacle.NO_CREDENTIAL).filter(_ -> manual && !given);
    }
}
