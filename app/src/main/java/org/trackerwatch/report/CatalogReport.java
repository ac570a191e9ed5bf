package org.trackerwatch.report;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.Coverages;
import org.trackerwatch.core.Coverage;
import org.trackerwatch.core.Rule;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Glimpse;
import org.trackerwatch.trackers.SecondFactor;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A site of the catalogue: how it is opened, and what can be told of an account then.
///
/// @param ways what is known of an account by how it is opened, in the order that the site prefers; by hand is no kind
public record CatalogReport(Definition site, List<Rule> rules, Map<Optional<CredentialKind>, Coverage> ways) {

    public static CatalogReport of(Definition site, List<Rule> rules) {
        var ways = new LinkedHashMap<Optional<CredentialKind>, Coverage>();
        var openers = site.isByHand() ? Stream.of(Optional.<CredentialKind>empty()) : site.accepts().stream().map(Optional::of);
        openers.forEach(opener -> ways.put(opener, Coverages.of(site, opener)));
        return new CatalogReport(site, rules, ways);
    }

    /// As a search gives it, of many at once.
    public static ObjectNode line(Glimpse site) {
        var node = Json.object().put("slug", site.slug()).put("name", site.name()).put("kind", site.isPlatform() ? "engine" : "site");
        texts(node.putArray("aliases"), site.aliases());
        node.put("engine", site.platform()).put("status", Json.word(site.proof())).put("site_status", Json.word(site.status()))
                .put("language", site.language());
        node.set("link", Json.text(site.links().stream().findFirst()));
        node.put("manual", site.isByHand()).put("user_stats", Json.word(site.userStats()));
        texts(node.putArray("auth"), site.accepts().stream().map(Json::word).toList());
        return node;
    }

    /// The events that can happen, with one credential or another.
    public List<String> events() {
        return rules.stream().filter(rule -> ways.values().stream().anyMatch(way -> way.of(rule.when()).isOpen())).map(Rule::key).toList();
    }

    public ObjectNode document() {
        var node = Json.object().put("slug", site.slug()).put("name", site.name()).put("kind", site.isPlatform() ? "engine" : "site");
        texts(node.putArray("aliases"), site.aliases());
        node.put("engine", site.platform()).put("status", Json.word(site.proof()));
        node.set("evidence", Json.text(site.evidence()));
        node.put("site_status", Json.word(site.status())).put("language", site.language());
        texts(node.putArray("links"), site.links().stream().map(Object::toString).toList());
        node.put("manual", site.isByHand());
        texts(node.putArray("auth"), site.accepts().stream().map(Json::word).toList());
        node.put("user_stats", Json.word(site.policy().userStats())).set("note", Json.text(site.policy().note()));
        node.put("min_interval_seconds", site.minInterval().toSeconds());
        node.set("max_per_day", site.policy().maxPerDay().map(Json::whole).orElseGet(node::nullNode));
        node.set("min_ratio", site.minRatio().map(Json::number).orElseGet(node::nullNode));
        var fields = EnumSet.noneOf(Field.class);
        ways.values().forEach(way -> fields.addAll(way.figures()));
        texts(node.putArray("fields"), fields.stream().map(Field::key).toList());
        texts(node.putArray("events"), events());
        var access = node.putArray("access");
        ways.forEach((opener, way) -> access.add(access(opener, way)));
        return node;
    }

    private ObjectNode access(Optional<CredentialKind> opener, Coverage way) {
        var node = Json.object().put("credential", opener.map(Json::word).orElse("none"));
        node.set("min_interval_seconds", opener.map(kind -> Json.whole(site.minInterval(kind).toSeconds())).orElseGet(node::nullNode));
        node.set("hint", Json.text(opener.flatMap(site::hint)));
        node.put("needs_username", opener.filter(site::needsUsername).isPresent());
        node.put("second_factor", Json.word(opener.filter(CredentialKind.LOGIN::equals).map(_ -> site.secondFactor())
                .orElse(SecondFactor.NONE)));
        texts(node.putArray("fields"), EnumSet.allOf(Field.class).stream().filter(way.figures()::contains).map(Field::key).toList());
        var limits = new LimitsReport(rules, way);
        texts(node.putArray("events"), limits.possible());
        node.set("limits", limits.document());
        return node;
    }

    private static void texts(ArrayNode list, Collection<String> texts) {
        texts.forEach(list::add);
    }
}
