package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a [Definition] of a file that was already laid over its platform's. Collects all problems before it gives up.
final class DefinitionParser {

    private final Section top;
    private final boolean bundled;
    private final Optional<Recipe> recipe;

    private DefinitionParser(Section top, boolean bundled, Optional<Recipe> recipe) {
        this.top = top;
        this.bundled = bundled;
        this.recipe = recipe;
    }

    /// @param problems takes what is wrong; the result is only worth something if it stays empty
    static Definition parse(Yaml.Entries merged, boolean bundled, List<Problem> problems) {
        return parse(new Section(merged, problems), bundled);
    }

    /// @param recipe that was made already of what is said here of reading; without it, it is made
    static Definition parse(Yaml.Entries merged, boolean bundled, Optional<Recipe> recipe, List<Problem> problems) {
        return new DefinitionParser(new Section(merged, problems), bundled, recipe).definition();
    }

    static Definition parse(Section top, boolean bundled) {
        return new DefinitionParser(top, bundled, Optional.empty()).definition();
    }

    private Definition definition() {
        top.read("schema", "1, the only version there is", text -> Optional.of(text).filter("1"::equals).orElseThrow());
        var platform = top.text("platform").orElse("html");
        var slug = top.text("slug").orElse(platform);
        var definition = new Definition(slug, top.text("name").orElse(slug), top.texts("aka"), platform,
                top.choice("status", Definition.Status.class).orElse(Definition.Status.LIVE),
                top.choice("proof", Definition.Proof.class).orElse(Definition.Proof.UNTESTED), top.text("evidence"),
                links("links"), links("legacy_links"),
                top.read("timezone", "a zone such as UTC, Europe/Paris or \"+08:00\"", ZoneId::of).orElse(ZoneId.of("UTC")),
                top.text("language").orElse("en"), top.text("bonus_name"), policy(), rules(), ranks(),
                recipe.orElseGet(() -> new RecipeParser(top).recipe()));
        RecipeParser.KEYS.forEach(top::has);
        top.text("since");
        top.close();
        return definition;
    }

    private List<URI> links(String key) {
        return top.readAll(key, bundled ? "a public https address" : "an http or https address", this::link);
    }

    private URI link(String text) {
        var link = URI.create(text);
        boolean web = link.getHost() != null && ("https".equals(link.getScheme()) || !bundled && "http".equals(link.getScheme()));
        if (!web || bundled && !Hosts.isPublic(link.getHost())) {
            throw new IllegalArgumentException();
        }
        return link;
    }

    private Policy policy() {
        var section = top.section("policy");
        var policy = new Policy(
                section.choice("user_stats", Definition.UserStats.class).orElse(Definition.UserStats.ASK),
                span(section, "min_interval"), section.whole("max_per_day"),
                section.flag("identify"), section.text("approved"), section.text("note"),
                bundled ? Policy.Word.STAFFS : Policy.Word.USERS);
        section.close();
        return policy;
    }

    private Rules rules() {
        var section = top.section("rules");
        var ratio = section.section("ratio");
        var kind = ratio.choice("kind", Rules.RatioRule.class).orElse(Rules.RatioRule.MINIMUM);
        ratio.close();
        var rules = new Rules(section.number("min_ratio"), kind, span(section, "min_seed_time"), hitAndRun(section),
                ratioWatch(section), inactivity(section), section.text("source"),
                section.read("checked", "a date such as 2026-09-30", LocalDate::parse));
        section.close();
        return rules;
    }

    private static Optional<Rules.HitAndRun> hitAndRun(Section rules) {
        if (!rules.has("hnr")) {
            return Optional.empty();
        }
        var section = rules.section("hnr");
        var rule = new Rules.HitAndRun(span(section, "seed_time"), section.number("ratio"), span(section, "within"),
                span(section, "grace"), section.whole("limit"));
        section.close();
        return Optional.of(rule);
    }

    private static Optional<Rules.RatioWatch> ratioWatch(Section rules) {
        if (!rules.has("ratio_watch")) {
            return Optional.empty();
        }
        var section = rules.section("ratio_watch");
        var rule = new Rules.RatioWatch(span(section, "grace"),
                section.read("exempt_below", "a size such as 5 GiB", text -> ByteSize.parse(text).orElseThrow()));
        section.close();
        return Optional.of(rule);
    }

    private static Optional<Rules.Inactivity> inactivity(Section rules) {
        if (!rules.has("inactivity")) {
            return Optional.empty();
        }
        var section = rules.section("inactivity");
        var rule = new Rules.Inactivity(span(section, "after"),
                section.choice("counts", Rules.Counts.class).orElse(Rules.Counts.ANY));
        section.close();
        return Optional.of(rule);
    }

    private List<Rank> ranks() {
        return top.sections("ranks").stream().map(section -> {
            var rank = new Rank(section.text("name").orElse(""), section.texts("aka"), section.whole("tier"),
                    needs(section.section("needs")), section.sections("any_of").stream().map(DefinitionParser::needs).toList(),
                    needs(section.section("demoted_below")), section.flag("granted"), section.flag("kept_when_inactive"));
            section.close();
            return rank;
        }).toList();
    }

    private static Map<String, Value> needs(Section section) {
        var needs = new LinkedHashMap<String, Value>();
        for (var key : section.keys()) {
            if (!key.startsWith("x_") && !key.equals(Rank.ACCOUNT_AGE) && Field.of(key).isEmpty()) {
                section.problem(key, "there is no figure `" + key + "`" + Nearest.hint(key, FieldKeys.ALL));
            }
            section.read(key, "an amount of " + key, text -> threshold(key, text)).ifPresent(value -> needs.put(key, value));
        }
        return needs;
    }

    private static Value threshold(String key, String text) {
        if (key.equals(Rank.ACCOUNT_AGE)) {
            return new Value.Span(Spans.of(text));
        }
        return switch (Field.of(key).map(Field::type).orElse(Field.Type.AMOUNT)) {
            case SIZE -> ByteSize.parse(text).orElseThrow();
            case RATIO -> Ratio.parse(text).orElseThrow();
            case COUNT -> new Value.Count(Long.parseLong(text));
            case AMOUNT -> new Value.Amount(new BigDecimal(text));
            case SPAN -> new Value.Span(Spans.of(text));
            case FLAG -> new Value.Flag(Boolean.parseBoolean(text));
            case TEXT, MOMENT -> throw new IllegalArgumentException();
        };
    }

    private static Optional<Duration> span(Section section, String key) {
        return section.read(key, "a length of time such as 90m, 12h, 6d or P28D", Spans::of);
    }
}
