package org.trackerwatch.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.report.CatalogReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.Definition;

/// A site as a row of `tracker catalog`.
final class CatalogEntry {

    private CatalogEntry() {}

    static List<String> row(CatalogReport entry) {
        var site = entry.site();
        return List.of(site.slug(), site.name(), site.platform(), Json.word(site.status()), (site.isPlatform() ? "engine " : "") + Json.word(site.proof()),
                opened(site), site.accepts().isEmpty() ? "-" : "≥ " + ValueText.length(site.minInterval())
                        + site.policy().maxPerDay().map(most -> ", " + most + " a day").orElse(""),
                site.minRatio().map(Object::toString).orElse("-"), Json.word(site.policy().userStats()), silent(entry));
    }

    /// How much is behind the reading of an account: a proof of the engine is none of a site that nobody knows.
    static String proof(Definition site) {
        return site.isPlatform() ? "untested; its engine is " + Json.word(site.proof()) : Json.word(site.proof());
    }

    private static String opened(Definition site) {
        var ways = site.accepts().stream().map(Json::word).collect(Collectors.joining(" or "));
        return site.isByHand() ? "by hand" : ways.isEmpty() ? "-" : ways;
    }

    private static String silent(CatalogReport entry) {
        var able = Set.copyOf(entry.events());
        var silent = entry.rules().stream().map(Rule::key).filter(key -> !able.contains(key)).collect(Collectors.joining(", "));
        return silent.isEmpty() ? "-" : silent;
    }
}
