package org.trackerwatch.deliver;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Recovery;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// A notification service: how a message looks on its wire, and what its answers mean. All of it is pure; only the
/// [Dispatcher] talks.
public sealed interface Notifier permits OverHttp, Email {

    /// For the services that can change what was sent.
    Choice RECOVERY = Choice.oneOf(Recovery.OPTION, "How the end of an outage is told that was announced.",
            new Word("edit", "its message is changed; after 15 minutes or more a new one is sent, too"),
            new Word("post", "a new message is sent"), new Word("both", "it is changed and a new one is sent, however short it was"));

    /// Every service but the smallest shows a text of this length.
    int ROOM = 1200;

    /// As in a target's `kind`, on the command line and in the database.
    String kind();

    /// What a user pasted, in the one form that is stored.
    ///
    /// @throws IllegalArgumentException with words that say what the address of such a target looks like
    Secret address(String pasted);

    /// Which limits a request to this target counts against.
    Pace pace(Target target);

    /// Whether what was pasted is the address of such a target, as far as host and path tell: only these are looked at,
    /// since anything may stand in a query.
    boolean recognises(URI pasted);

    /// What such a target may be told beside its address; empty for most.
    default List<Choice> choices() {
        return List.of();
    }

    /// What such a target is given where the user gave nothing: a key to sign with. Whoever adds the target shows it, once.
    default Map<String, Secret> issued(Link link, RandomGenerator random) {
        return Map.of();
    }

    /// What the user should know of how this is rendered, in sentences; for previews.
    default List<String> remarks(Parcel parcel, Target target) {
        return List.of();
    }

    /// Whether the receiver shows what comes twice under one [Parcel#key] once. Then what may have arrived is sent again
    /// in the same company and without a mark.
    default boolean deduplicates() {
        return false;
    }

    /// Whether one request can carry several messages, so that one waits a little for others.
    default boolean bundles() {
        return true;
    }

    /// How long a message's text may be so that none of it is cut, in bytes of UTF-8. What is longer is told in several.
    default int room() {
        return ROOM;
    }

    /// One request with as many of the parcel's messages as fit, at least the first one, in order.
    Call render(Parcel parcel, Target target);

    /// Asks whether the address works, without posting; empty where the service offers no such question.
    Optional<? extends Call> check(Target target);

    /// Something that a target of this kind may be told.
    ///
    /// @param key     its name on the command line, in the API and in [Link#options()] or [Link#secrets()]
    /// @param meaning one sentence
    /// @param allowed to complete "Allowed is …"
    /// @param secret  sealed, never shown
    /// @param accepts what may be written
    /// @param fault   what is wrong with something else, in a sentence that repeats no secret; empty if `allowed` says it all
    /// @param words   all that may be written, where that is one of a few words; else empty
    record Choice(String key, String meaning, String allowed, boolean secret, Predicate<String> accepts,
                  Function<String, Optional<String>> fault, List<Word> words) {

        public Choice(String key, String meaning, String allowed, boolean secret, Predicate<String> accepts) {
            this(key, meaning, allowed, secret, accepts, _ -> Optional.empty(), List.of());
        }

        static Choice oneOf(String key, String meaning, Word... words) {
            var named = Stream.of(words).map(word -> word.key() + " (" + word.title() + ")").toList();
            return new Choice(key, meaning, String.join(", ", named.subList(0, named.size() - 1)) + " or " + named.getLast(), false,
                    text -> Stream.of(words).anyMatch(word -> word.key().equals(text)), _ -> Optional.empty(), List.of(words));
        }

        /// Of which nothing may be written that has a fault.
        static Choice judged(String key, String meaning, String allowed, boolean secret, Function<String, Optional<String>> fault) {
            return new Choice(key, meaning, allowed, secret, text -> fault.apply(text).isEmpty(), fault, List.of());
        }
    }

    /// One of a few that a choice may be.
    ///
    /// @param key   as it is written
    /// @param title what it stands for, to be read in the middle of a sentence
    record Word(String key, String title) {}

    sealed interface Check {

        /// @param name what the service calls it, for people
        record Works(String name) implements Check {}

        /// The address is wrong, and stays wrong.
        record Refused(String reason) implements Check {}

        /// There is no way to ask without posting.
        ///
        /// @param remark what was not found out besides, in a sentence
        record Unasked(Optional<String> remark) implements Check {

            public Unasked() {
                this(Optional.empty());
            }
        }

        /// Not found out: the network, or the service, is in trouble now.
        record Unknown(String reason) implements Check {}

        /// What it means if a message would be answered so.
        ///
        /// @param service that was asked
        static Check of(Result result, String service) {
            return switch (result) {
                case Result.TargetRefused refused -> new Refused(refused.reason());
                case Result.TurnedAway away -> new Refused(away.reason());
                case Result.PayloadRefused refused -> new Refused(refused.reason());
                case Result.Transient failed -> new Unknown(failed.reason());
                case Result.Uncertain lost -> new Unknown(lost.reason());
                case Result.Unreadable strange -> new Unknown(strange.reason());
                case Result.Throttled throttled -> new Unknown(service + " asks to wait " + throttled.told().toSeconds() + " seconds.");
                case Result.Delivered _, Result.Accepted _ -> new Unknown(service + " answers, but not to the question.");
            };
        }
    }
}
