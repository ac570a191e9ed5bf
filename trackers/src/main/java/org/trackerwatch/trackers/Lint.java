package org.trackerwatch.trackers;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a definition file may say only if it also makes sense: names that fit together, captures that are used,
/// ranks that ascend. Beyond this, the parser reports what is no definition at all.
final class Lint {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{1,30}");

    /// Without these nothing that was read is a reading.
    private static final List<String> MANDATORY = List.of("uploaded", "downloaded");

    /// What makes a site more than a stock installation of its engine.
    static final List<String> OF_ITS_OWN = List.of("fields", "requests", "words", "session");

    private final Definitions.Stack stack;
    private final Definition definition;
    private final List<Problem> problems;

    private Lint(Definitions.Stack stack, Definition definition, List<Problem> problems) {
        this.stack = stack;
        this.definition = definition;
        this.problems = problems;
    }

    static List<Problem> check(Definitions.Stack stack) {
        var problems = new ArrayList<Problem>();
        var lint = new Lint(stack, DefinitionParser.parse(stack.merged(), stack.bundled(), problems), problems);
        lint.identity();
        lint.proof();
        if (lint.definition.policy().userStats() == Definition.UserStats.FORBIDDEN) {
            lint.neverAsked();
        } else if (!lint.isGone()) {
            lint.auth();
            lint.requests();
            lint.fields();
        }
        lint.ranks();
        problems.addAll(Leftovers.of(stack));
        return problems.stream().sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line)).toList();
    }

    private void identity() {
        if (!stack.own().entries().containsKey("schema")) {
            report("`schema: 1` is missing.");
        }
        if (!definition.slug().equals(stack.name())) {
            report("the file is called " + stack.name() + ".yaml, so its "
                    + (definition.isPlatform() ? "platform" : "slug") + " must be `" + stack.name() + "`.", "slug");
        }
        if (!definition.isPlatform() && !SLUG.matcher(definition.slug()).matches()) {
            report("a slug is 2 to 31 lower-case letters, digits and hyphens.", "slug");
        }
        if (definition.isPlatform()) {
            return;
        }
        if (definition.links().isEmpty()) {
            report("`links` is missing: where is the site?");
        }
        if (!stack.own().entries().containsKey("policy")) {
            report("`policy` is missing: what does the site's staff wish of tools? `{ user_stats: ask }` if nobody knows.");
        }
    }

    private void proof() {
        if (stack.bundled() && !stack.own().entries().containsKey("proof")) {
            report("`proof` is missing: is it proven, modelled or untested?");
        }
        if ((definition.proof() == Definition.Proof.PROVEN) != definition.evidence().isPresent()) {
            report("`evidence` belongs to `proof: proven`, and to no other: which real answer was read right, and when?", "proof");
        }
        if (!definition.isPlatform() && definition.proof() == Definition.Proof.UNTESTED && stack.bundled()) {
            OF_ITS_OWN.stream().filter(stack.own().entries()::containsKey).findFirst().ifPresent(key ->
                    report("with `" + key + "` of its own the site is more than its engine: write an example, and it is modelled.", "proof"));
        }
    }

    /// A dead site keeps its name for the history that it left; nobody can ask it any more.
    private boolean isGone() {
        return definition.status() == Definition.Status.DEAD && definition.recipe().requests().isEmpty();
    }

    private void neverAsked() {
        Stream.concat(OF_ITS_OWN.stream(), Stream.of("auth")).filter(stack.own().entries()::containsKey)
                .forEach(key -> report("the staff forbid programs here, so the site is never asked and `" + key + "` has no meaning.", key));
    }

    private void auth() {
        var auth = definition.recipe().auth();
        if (auth.accept().isEmpty()) {
            report("`auth: { accept: [...] }` is missing: api_key, cookie, login or several of them.", "auth");
        }
        if (auth.accept().contains(CredentialKind.API_KEY) && auth.key().stream().noneMatch(this::isCarried)) {
            report("`auth: { api_key: ... }` needs either a `header`, a `query` or `headers` that carry the key.", "auth");
        }
        auth.key().ifPresent(this::parts);
        login(auth);
        for (var kind : auth.accept()) {
            if (definition.recipe().requests().values().stream().noneMatch(request -> request.servedBy(kind))) {
                report("no request can be made with the credential `" + kind.name().toLowerCase(Locale.ROOT)
                        + "` that `accept` offers.", "auth");
            }
        }
    }

    private void login(Recipe.Auth auth) {
        if (auth.accept().contains(CredentialKind.LOGIN) != auth.login().isPresent()) {
            report(auth.login().isPresent() ? "there is a `login`, and `accept` does not name it." : "`auth: { login: ... }` is missing.", "auth");
        }
        if (auth.accept().contains(CredentialKind.LOGIN) && auth.accept().getLast() != CredentialKind.LOGIN) {
            report("`login` comes last in `accept`: it is for sites with no better way.", "auth", "accept");
        }
    }

    private boolean isCarried(Recipe.Key key) {
        long ways = Stream.of(key.header().isPresent(), key.query().isPresent(), !key.headers().isEmpty()).filter(way -> way).count();
        return ways == 1 || ways == 0 && inBody();
    }

    private void parts(Recipe.Key key) {
        var used = key.headers().values().stream().flatMap(template -> Template.variables(template).stream()).toList();
        used.stream().filter(name -> !name.equals("key") && !key.parts().contains(name)).forEach(name ->
                report("`{" + name + "}` is none of `parts`" + Nearest.hint(name, new TreeSet<>(key.parts())), "auth", "api_key", "headers"));
        key.parts().stream().filter(name -> !used.contains(name)).forEach(name ->
                report("the part `" + name + "` is in none of `headers`.", "auth", "api_key", "parts"));
    }

    private boolean inBody() {
        return definition.recipe().requests().values().stream()
                .anyMatch(request -> request.body().filter(body -> body.contains("{key}")).isPresent());
    }

    private void requests() {
        var defined = new HashSet<>(Set.of("username"));
        var used = new HashSet<String>();
        var earlier = new TreeSet<String>();
        definition.recipe().requests().forEach((name, request) -> {
            for (var variable : request.variables()) {
                used.add(variable);
                if (!defined.contains(variable)) {
                    report("`{" + variable + "}` is captured by no request before this one.", "requests", name);
                }
            }
            defined.addAll(request.capture().keySet());
            request.unless().filter(other -> !earlier.contains(other)).ifPresent(other ->
                    report("`unless: " + other + "` names no request before this one" + Nearest.hint(other, earlier), "requests", name));
            earlier.add(name);
            request.base().filter(base -> stack.bundled() && !isPublic(base)).ifPresent(_ ->
                    report("`base` must be a public https address: credentials are sent there.", "requests", name));
            if (request.every().isPresent() && !request.optional()) {
                report("`lane: slow` and `every` need `optional: true`: most polls go without it.", "requests", name);
            }
        });
        definition.recipe().requests().forEach((name, request) -> request.capture().keySet().stream()
                .filter(variable -> !used.contains(variable))
                .forEach(variable -> report("the capture `" + variable + "` is used by no request.", "requests", name)));
    }

    private static boolean isPublic(URI address) {
        return "https".equals(address.getScheme()) && address.getHost() != null && Hosts.isPublic(address.getHost());
    }

    private void fields() {
        for (var key : MANDATORY) {
            if (definition.recipe().fields().getOrDefault(key, List.of()).isEmpty() && !isUntold(key)) {
                report("the field `" + key + "` is missing: without it there is nothing to watch.", "fields");
            }
        }
        definition.recipe().fields().forEach((key, lookups) -> lookups.forEach(lookup -> lookup(key, lookup)));
    }

    /// `downloaded: null`: the site tells it nowhere. Not so with what was uploaded, which every tracker tells.
    private boolean isUntold(String key) {
        return key.equals("downloaded") && stack.own().entries().get("fields") instanceof Yaml.Entries(var fields, _)
                && fields.get(key) instanceof Yaml.Nothing;
    }

    private void lookup(String key, Lookup lookup) {
        if (lookup.source() instanceof Source.Sum(var parts)) {
            parts.forEach(part -> lookup(key, part));
            return;
        }
        var request = definition.recipe().requests().get(lookup.from());
        if (request == null) {
            report("there is no request `" + lookup.from() + "`"
                    + Nearest.hint(lookup.from(), new TreeSet<>(definition.recipe().requests().keySet())), "fields", key);
        } else if (readsJson(lookup.source()) != (request.expect() == Recipe.Expect.JSON)
                && !(lookup.source() instanceof Source.Literal)) {
            report("`" + lookup.from() + "` answers with " + request.expect().name().toLowerCase(Locale.ROOT)
                    + ", this source reads the other kind.", "fields", key);
        }
        var field = Field.of(key);
        lookup.refinement().as().filter(as -> field.filter(it -> it.type() != as.type()).isPresent())
                .ifPresent(as -> report("`" + key + "` is of the kind " + field.orElseThrow().type().name().toLowerCase(Locale.ROOT)
                        + ", and `as` says otherwise; leave it out.", "fields", key));
        if (lookup.refinement().match().filter(regex -> lookup.refinement().group() > regex.groups()).isPresent()) {
            report("`match` has no group " + lookup.refinement().group() + ".", "fields", key);
        }
    }

    private static boolean readsJson(Source source) {
        return source instanceof Source.Json || source instanceof Source.Items;
    }

    private void ranks() {
        int last = Integer.MIN_VALUE;
        for (var rank : definition.ranks()) {
            if (rank.name().isBlank()) {
                report("a rank needs a `name`.", "ranks");
            }
            if (rank.tier().isEmpty() && !rank.granted()) {
                report("the rank " + rank.name() + " needs a `tier`, or `granted: true`.", "ranks");
            }
            if (rank.tier().filter(tier -> !rank.granted()).isPresent()) {
                if (rank.tier().get() <= last) {
                    report("ranks ascend: " + rank.name() + " must have a higher tier than the one before.", "ranks");
                }
                last = rank.tier().get();
            }
            Stream.concat(Stream.of(rank.needs(), rank.demotedBelow()), rank.anyOf().stream())
                    .map(Map::keySet).flatMap(Set::stream).distinct().filter(key -> !readable(key))
                    .forEach(key -> report("the rank " + rank.name() + " needs `" + key
                            + "`, which this definition cannot read: progress towards it will be unknown.", "ranks"));
        }
    }

    /// The ratio is computed where it is not read, and the age follows from the join date or the user's own word.
    private boolean readable(String key) {
        return definition.isByHand() || definition.recipe().fields().containsKey(key) || Set.of("ratio", "buffer", Rank.ACCOUNT_AGE).contains(key)
                || key.startsWith("x_");
    }

    /// @param path where in the file; the nearest place that exists is named
    private void report(String message, String... path) {
        Yaml node = stack.merged();
        for (var step : path) {
            if (node instanceof Yaml.Entries entries && entries.entries().containsKey(step)) {
                node = entries.entries().get(step);
            }
        }
        problems.add((path.length == 0 ? stack.own().place() : node.place()).problem(message));
    }
}
