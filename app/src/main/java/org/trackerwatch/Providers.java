package org.trackerwatch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.trackerwatch.core.Target;
import org.trackerwatch.deliver.Guard;
import org.trackerwatch.deliver.Keys;
import org.trackerwatch.deliver.Notifier;
import org.trackerwatch.trackers.Secret;

/// The notification services, for whoever sets up a target.
public final class Providers {

    /// What a service said of a target's address.
    public sealed interface Check {

        /// @param name what the service calls it
        record Works(String name) implements Check {}

        /// The address is wrong, and stays wrong.
        record Refused(String reason) implements Check {}

        /// The service offers no such question, or was not asked; nothing speaks against the address.
        ///
        /// @param remark what was not found out, in a sentence
        record Unasked(Optional<String> remark) implements Check {}

        /// Not found out: the network or the service is in trouble now.
        record Unknown(String reason) implements Check {}
    }

    /// A kind of target.
    ///
    /// @param key     as in `target add`
    /// @param address what such an address looks like and where it is found
    /// @param choices what is the user's to set
    public record Kind(String key, String address, List<Choice> choices) {}

    /// Something that a target of a kind may be told beside its address.
    ///
    /// @param allowed to complete "Allowed is …"
    /// @param secret  sealed, never shown
    /// @param fault   what is wrong with what isn't accepted, in a sentence; empty if `allowed` says it all
    /// @param words   all that may be written, where that is one of a few words; else empty
    public record Choice(String key, String meaning, String allowed, boolean secret, Predicate<String> accepts,
                         Function<String, Optional<String>> fault, List<Word> words) {

        /// What is wrong with what was given, and what is allowed, without repeating it; empty if it is accepted.
        public Optional<String> refusal(String value) {
            return accepts.test(value) ? Optional.empty()
                    : Optional.of(fault.apply(value).map(sentence -> sentence + " ").orElse("") + "Allowed is " + allowed + ".");
        }
    }

    /// One of a few.
    ///
    /// @param key   as it is written
    /// @param title what it stands for, to be read in the middle of a sentence
    public record Word(String key, String title) {}

    /// The one that fits whatever takes JSON.
    public static final String ANY = "webhook";

    /// How a user lets a target lead into his own network, as reasons tell him.
    public static final String LEAVE = Guard.LEAVE;

    private final App app;

    public Providers(App app) {
        this.app = app;
    }

    public List<Kind> kinds() {
        return app.notifiers().stream().map(Providers::kind).sorted(Comparator.comparing(Kind::key)).toList();
    }

    public List<String> keys() {
        return kinds().stream().map(Kind::key).toList();
    }

    public List<Choice> choices(String kind) {
        return choices(notifier(kind));
    }

    /// The kinds of target whose address that may be. None for what is no address at all, too.
    public List<String> recognise(String pasted) {
        return uri(pasted).stream().flatMap(uri -> app.notifiers().stream().filter(notifier -> notifier.recognises(uri)))
                .map(Notifier::kind).sorted().toList();
    }

    /// Likewise; what no kind knows is taken for the one that fits anything.
    public List<String> meant(String pasted) {
        var known = recognise(pasted);
        return known.isEmpty() && isAny(pasted) ? List.of(ANY) : known;
    }

    /// By its key, however its letters are written.
    public Optional<Choice> choice(String kind, String key) {
        return choices(kind).stream().filter(choice -> choice.key().equalsIgnoreCase(key.strip())).findFirst();
    }

    /// Whether it could be the address of anything that takes JSON.
    public boolean isAny(String pasted) {
        return keys().contains(ANY) && uri(pasted).filter(uri -> "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null).isPresent();
    }

    /// What a user pasted, in the one form that is stored.
    ///
    /// @throws IllegalArgumentException with words that say what the address of such a target looks like
    public Secret address(String kind, String pasted) {
        return notifier(kind).address(pasted);
    }

    /// Asks the service without posting anything.
    public Check check(Target target) {
        return told(app.dispatcher().check(target));
    }

    /// Whether such a target may lead where it does, as far as that is seen without asking the service.
    ///
    /// @param resolving also asks where its name leads
    public Check judge(Target target, boolean resolving) {
        return told(app.dispatcher().judge(target, resolving));
    }

    private static Check told(Notifier.Check check) {
        return switch (check) {
            case Notifier.Check.Works(var name) -> new Check.Works(name);
            case Notifier.Check.Refused(var reason) -> new Check.Refused(reason);
            case Notifier.Check.Unasked(var remark) -> new Check.Unasked(remark);
            case Notifier.Check.Unknown(var reason) -> new Check.Unknown(reason);
        };
    }

    private Notifier notifier(String kind) {
        return app.notifiers().stream().filter(notifier -> notifier.kind().equals(kind)).findFirst().orElseThrow();
    }

    private static Kind kind(Notifier notifier) {
        return new Kind(notifier.kind(), looks(notifier),
                choices(notifier).stream().filter(choice -> !Keys.isOurs(choice.key())).toList());
    }

    private static List<Choice> choices(Notifier notifier) {
        return notifier.choices().stream().map(choice -> new Choice(choice.key(), choice.meaning(), choice.allowed(),
                choice.secret(), choice.accepts(), choice.fault(),
                choice.words().stream().map(word -> new Word(word.key(), word.title())).toList())).toList();
    }

    /// What refuses a wrong address says what a right one looks like, after saying that this is none.
    private static String looks(Notifier notifier) {
        try {
            return notifier.address("").toString();
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage()).replaceFirst("^[^.]*[.] (?=\\S)", "")
                    .replaceFirst("^[\\p{L} ]+(?:’s|'s) is (?=\\S)", "It is ").replaceFirst("^That of an Apprise API is its own", "It is the server's own");
        }
    }

    private static Optional<URI> uri(String pasted) {
        var text = pasted.strip().replaceFirst("^<(.*)>$", "$1").strip();
        try {
            return Optional.of(new URI(text.contains(":") || !text.contains("/") ? text : "https://" + text));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
