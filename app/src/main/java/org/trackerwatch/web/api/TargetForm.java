package org.trackerwatch.web.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.trackerwatch.App;
import org.trackerwatch.Providers;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.web.Fields;

/// A target as it was sent: what is missing stays as it was, and `null` takes back. Each fault names its field.
record TargetForm(App app, Fields fields) {

    /// No cooldown of a target's own is longer.
    private static final Duration LONGEST = Duration.ofDays(3650);

    private static final Target BLANK = new Target(0, "New target", new Link("", new Secret("")), Wishes.ALL, Target.Health.GOOD);

    /// One that is new.
    ///
    /// @param named whether it needs a name, which one that is only tried does not
    Target fresh(boolean named) {
        var name = named ? fields.needed("name") : fields.text("name").orElse(BLANK.name());
        var pasted = fields.needed("url");
        var kind = fields.text("kind").map(this::known).orElseGet(() -> recognised(pasted));
        return rest(BLANK.named(usable(name)).with(new Link(kind, address(kind, pasted))));
    }

    /// The stored one with what was sent in place of what it was.
    Target over(Target before) {
        fields.text("kind").filter(kind -> !kind.equals(before.kind())).ifPresent(_ -> {
            throw fields.wrong("kind", "A target's kind can't be changed. Add another target, and remove this one.");
        });
        var named = before.named(fields.text("name").map(this::usable).orElse(before.name()));
        return rest(fields.text("url").map(pasted -> named.with(named.link().at(address(before.kind(), pasted)))).orElse(named));
    }

    Optional<Rule> event() {
        return fields.text("event").map(this::rule);
    }

    private Target rest(Target target) {
        var calm = fields.isNull("calm") ? BLANK.calm() : fields.object("calm").map(sent -> new CalmForm(sent).over(target.calm())).orElse(target.calm());
        return target.with(wishes(target.wishes())).with(link(target.id(), target.link())).with(calm);
    }

    private String usable(String name) {
        return fields.parsed("name", Registry::usable, name);
    }

    private String known(String kind) {
        var kinds = new Providers(app).keys();
        if (!kinds.contains(kind)) {
            throw fields.wrong("kind", "There is no such kind of target. The kinds are " + String.join(", ", kinds) + ".");
        }
        return kind;
    }

    private String recognised(String pasted) {
        var kinds = new Providers(app).meant(pasted);
        if (kinds.size() > 1) {
            throw fields.wrong("kind", "That may be the address of " + String.join(" or ", kinds) + ". Choose the one it is.");
        }
        return kinds.stream().findFirst().orElseThrow(() -> fields.wrong("url",
                "That is the address of no kind of target that is recognised. Choose its kind to see what its address looks like."));
    }

    private Secret address(String kind, String pasted) {
        return fields.parsed("url", text -> new Providers(app).address(kind, text), pasted);
    }

    private Wishes wishes(Wishes before) {
        return new Wishes(fields.isNull("events") ? Set.of() : events().orElse(before.rules()),
                fields.isNull("tracker_ids") ? Set.of() : trackers().orElse(before.trackers()),
                fields.isNull("thresholds") ? Map.of() : thresholds(before.thresholds()),
                fields.isNull("cooldown_seconds") ? Map.of() : cooldowns(before.cooldowns()),
                fields.flag("hide_tracker_name").orElse(!fields.isNull("hide_tracker_name") && before.hideName()));
    }

    private Optional<Set<String>> events() {
        return fields.texts("events").map(keys -> {
            some("events", keys, "those that are on by default");
            return keys.stream().map(key -> fields.parsed("events", text -> Rulebook.named(rules(), text), key).key())
                    .collect(Collectors.toCollection(TreeSet::new));
        });
    }

    private Optional<Set<Long>> trackers() {
        return fields.ids("tracker_ids").map(ids -> {
            some("tracker_ids", ids, "all");
            var known = app.database().read(tx -> app.registry().list(tx)).stream().map(each -> each.id()).toList();
            ids.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
                throw fields.wrong("tracker_ids", "There is no tracker with the id " + id + ".");
            });
            return Set.copyOf(ids);
        });
    }

    /// An empty list would mean all to who reads it, and none to who sent it.
    private void some(String name, List<?> list, String all) {
        if (list.isEmpty()) {
            throw fields.wrong(name, "Name at least one; null means " + all + ". A target that is to be told nothing can be paused.");
        }
    }

    private Map<String, List<BigDecimal>> thresholds(Map<String, List<BigDecimal>> before) {
        var after = new HashMap<>(before);
        fields.object("thresholds").ifPresent(sent -> sent.names().forEach(name -> {
            var rule = sent.parsed(name, text -> Rulebook.named(rules(), text), name);
            after.remove(rule.key());
            sent.numbers(name).ifPresent(numbers -> after.put(rule.key(), sent.parsed(name, _ -> rule.checkThreshold(numbers), "")));
        }));
        return after;
    }

    private Map<String, Duration> cooldowns(Map<String, Duration> before) {
        var after = new HashMap<>(before);
        fields.object("cooldown_seconds").ifPresent(sent -> sent.names().forEach(name -> {
            var rule = sent.parsed(name, text -> Rulebook.named(rules(), text), name);
            after.remove(rule.key());
            sent.whole(name).ifPresent(seconds -> {
                if (seconds < 0 || seconds > LONGEST.toSeconds()) {
                    throw sent.wrong(name, "This has to be a number of seconds, from 0 for no cooldown to " + LONGEST.toSeconds() + ".");
                }
                after.put(rule.key(), Duration.ofSeconds(seconds));
            });
        }));
        return after;
    }

    private Link link(long id, Link before) {
        var options = new HashMap<>(fields.isNull("options") ? Map.of() : before.options());
        fields.object("options").ifPresent(sent -> sent.names().forEach(name -> {
            var choice = choice(sent, before.kind(), name, false);
            options.remove(choice.key());
            sent.text(name).ifPresent(value -> options.put(choice.key(), accepted(sent, name, choice, value)));
        }));
        var secrets = new HashMap<>(fields.isNull("secrets") ? Map.of() : before.secrets());
        fields.object("secrets").ifPresent(sent -> sent.names().forEach(name -> {
            var choice = choice(sent, before.kind(), name, true);
            secrets.remove(choice.key());
            sent.text(name).ifPresent(value -> secrets.put(choice.key(), new Secret(accepted(sent, name, choice, value))));
        }));
        return new Link(before.kind(), before.address(), options, secrets,
                fields.flag("allow_private").orElse(!fields.isNull("allow_private") && before.allowPrivate()),
                fields.isNull("fallback_id") ? Optional.empty() : fields.whole("fallback_id").map(other -> fallback(id, other)).or(before::fallback));
    }

    private Providers.Choice choice(Fields sent, String kind, String name, boolean secret) {
        var providers = new Providers(app);
        return providers.choice(kind, name).filter(choice -> choice.secret() == secret).orElseThrow(() -> {
            var keys = providers.choices(kind).stream().filter(each -> each.secret() == secret).map(Providers.Choice::key).sorted().toList();
            return sent.wrong(name, keys.isEmpty() ? "A target of the kind " + kind + " has none." : "There is no such thing to set. A target of the kind "
                    + kind + " has " + String.join(", ", keys) + ".");
        });
    }

    private static String accepted(Fields sent, String name, Providers.Choice choice, String value) {
        choice.refusal(value).ifPresent(sentence -> {
            throw sent.wrong(name, sentence);
        });
        return value;
    }

    private long fallback(long id, long other) {
        if (other == id || app.database().read(tx -> app.targets().get(tx, other)).isEmpty()) {
            throw fields.wrong("fallback_id", other == id ? "A target can't be its own fallback; name another one, or null for every other one."
                    : "There is no target with the id " + other + ".");
        }
        return other;
    }

    private Rule rule(String key) {
        return fields.parsed("event", text -> Rulebook.named(rules(), text), key);
    }

    private List<Rule> rules() {
        return app.rulebook().rules();
    }
}
