package org.trackerwatch.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.Providers.Choice;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.cli.input.Suspect;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Nearest;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Option;

/// How a target is reached, beyond its address: what its kind leaves to choose, the same when it is added, changed and
/// looked at.
final class LinkOptions {

    /// Takes back what was set before.
    private static final String DEFAULT = "default";

    private static final String NONE = "none";

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Sets what its kind leaves to choose; “target kinds KIND”"
            + " lists that. “default” takes it back.")
    Map<String, String> set = Map.of();

    @Option(names = "--set-file", paramLabel = "KEY=FILE", description = "The same, from a file: for secrets and for long texts.")
    Map<String, Path> files = Map.of();

    @Option(names = "--ask", paramLabel = "KEY", description = "The same, at the prompt: for secrets.")
    List<String> asked = List.of();

    @Option(names = "--allow-private", negatable = true, description = "Its address may lead into your own network, and may be plain http.")
    Optional<Boolean> allowPrivate = Optional.empty();

    @Option(names = "--fallback", paramLabel = "NAME", description = "The target that says so when this one can't be reached;"
            + " “none” for every other one.")
    Optional<String> fallback = Optional.empty();

    /// The link with these choices in place of its former ones.
    ///
    /// @param id of the target, 0 for a new one
    Link applied(Session session, List<Choice> choices, long id, Link link) {
        var options = new HashMap<>(link.options());
        var secrets = new HashMap<>(link.secrets());
        set.forEach((key, value) -> {
            var choice = choice(choices, link.kind(), key);
            if (value.strip().equals(DEFAULT)) {
                options.remove(choice.key());
                secrets.remove(choice.key());
            } else if (choice.secret()) {
                throw Refusal.usage(choice.key() + " is a secret, which is never given as an argument: the shell's history and every"
                        + " program on this machine can see it. Give it with --set-file " + choice.key() + "=FILE or --ask " + choice.key() + ".");
            } else {
                options.put(choice.key(), accepted(choice, value));
            }
        });
        files.forEach((key, file) -> put(choice(choices, link.kind(), key), SecretSource.contents(file, "--set-file"), options, secrets));
        asked.forEach(key -> put(choice(choices, link.kind(), key), typed(session, key), options, secrets));
        return new Link(link.kind(), link.address(), options, secrets, allowPrivate.orElse(link.allowPrivate()),
                fallback.map(name -> fallback(session, id, name)).orElse(link.fallback()));
    }

    private static void put(Choice choice, String value, Map<String, String> options, Map<String, Secret> secrets) {
        if (choice.secret()) {
            secrets.put(choice.key(), new Secret(accepted(choice, value)));
        } else {
            options.put(choice.key(), accepted(choice, value));
        }
    }

    private static String accepted(Choice choice, String value) {
        choice.refusal(value).ifPresent(sentence -> {
            var shown = choice.secret() || value.length() > 60 ? "That" : "“" + Suspect.shown(value) + "”";
            throw Refusal.usage(shown + " is nothing for " + choice.key() + ". " + Plain.of(sentence));
        });
        return value;
    }

    private static String typed(Session session, String key) {
        var person = session.terminal().person().orElseThrow(() -> Refusal.usage("There is no terminal to ask at; give it with"
                + " --set-file " + key + "=FILE."));
        return person.secret("Value of " + Plain.of(key) + ". What you paste is not shown:")
                .orElseThrow(() -> Refusal.failed("Nothing was typed, so nothing was done."));
    }

    private static Choice choice(List<Choice> choices, String kind, String key) {
        var keys = choices.stream().map(Choice::key).sorted().toList();
        return choices.stream().filter(choice -> choice.key().equalsIgnoreCase(key.strip())).findFirst().orElseThrow(() -> {
            if (keys.isEmpty()) {
                return Refusal.usage("A target of the kind " + kind + " has nothing to set.");
            }
            var near = Nearest.to(key, keys, 1);
            return Refusal.usage("A target of the kind " + kind + " has no “" + Suspect.shown(key) + "” to set."
                    + (near.isEmpty() ? "" : " Did you mean “" + near.getFirst() + "”?") + " It has " + String.join(", ", keys) + ".");
        });
    }

    private static Optional<Long> fallback(Session session, long id, String name) {
        if (name.strip().equals(NONE)) {
            return Optional.empty();
        }
        var other = session.read(books -> books.target(name));
        if (other.id() == id) {
            throw Refusal.usage("A target can't be its own fallback; name another one, or “none”.");
        }
        return Optional.of(other).map(Target::id);
    }
}
