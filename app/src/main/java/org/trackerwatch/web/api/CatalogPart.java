package org.trackerwatch.web.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.trackerwatch.App;
import org.trackerwatch.report.CatalogReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Glimpse;
import org.trackerwatch.trackers.Problem.Broken;
import org.trackerwatch.trackers.Search;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Query;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// The sites and engines that can be read: to find one's own, and what it takes to add it.
public final class CatalogPart implements Part {

    private static final int USUAL = 50;
    private static final int MOST = 1000;

    private final App app;

    /// What lies in the program doesn't change while it runs, and takes a second to be read.
    private final AtomicReference<List<Glimpse>> glimpses = new AtomicReference<>(List.of());

    public CatalogPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/catalog", this::search),
                Route.get("/api/v1/catalog/{slug}", this::site));
    }

    private Reply search(Request request) {
        var query = request.query("q", "kind", "status", "engine", "auth", "limit");
        var found = new Search(query.text("q").orElse("")).among(all()).stream().filter(site -> isMeant(site, query)).toList();
        var node = Json.object().put("total", found.size());
        var list = node.putArray("items");
        found.stream().limit(query.number("limit", 1, MOST, USUAL)).map(CatalogReport::line).forEach(list::add);
        return Reply.json(node);
    }

    private static boolean isMeant(Glimpse site, Query query) {
        return query.word("kind", List.of("site", "engine")).filter(kind -> kind.equals("engine") != site.isPlatform()).isEmpty()
                && query.word("status", words(Definition.Proof.values())).filter(status -> !status.equals(Json.word(site.proof()))).isEmpty()
                && query.text("engine").filter(engine -> !engine.equalsIgnoreCase(site.platform())).isEmpty()
                && query.word("auth", List.of("api-key", "cookie", "login", "none")).filter(auth -> !isOpenedBy(site, auth)).isEmpty();
    }

    private static boolean isOpenedBy(Glimpse site, String auth) {
        return auth.equals("none") ? site.accepts().isEmpty() : site.accepts().stream().map(Json::word).anyMatch(auth::equals);
    }

    private static List<String> words(Enum<?>... constants) {
        return Stream.of(constants).map(Json::word).toList();
    }

    private List<Glimpse> all() {
        return glimpses.updateAndGet(known -> known.isEmpty() ? app.definitions().glimpses() : known);
    }

    private Reply site(Request request) {
        request.query();
        return Reply.json(CatalogReport.of(definition(app, request.part("slug")), app.rulebook().rules()).document());
    }

    private static Definition definition(App app, String slug) {
        try {
            return app.definitions().find(slug).orElseThrow(() -> new Refused(Problem.missing(unknown(app, slug))));
        } catch (Broken broken) {
            throw new Refused(Problem.conflict(String.valueOf(broken.getMessage())));
        }
    }

    private static String unknown(App app, String slug) {
        var near = app.definitions().nearest(slug);
        return "There is no such site or engine in the catalog." + Optional.of(String.join(" or ", near)).filter(names -> !names.isEmpty())
                .map(names -> " Did you mean " + names + "?").orElse("");
    }
}
