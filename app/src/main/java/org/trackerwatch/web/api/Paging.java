package org.trackerwatch.web.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Archive.Place;
import org.trackerwatch.store.Archive.Range;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Query;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import tools.jackson.databind.JsonNode;

/// A page of a list that grows: `{"items": […], "next": …}`, the newest first.
record Paging(Query query, int limit, Optional<Place> before) {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    /// @param more names that mean something in the query, beside those of all pages
    static Paging of(Request request, String... more) {
        var query = request.query(Stream.concat(Stream.of("tracker", "since", "until", "limit", "before"), Arrays.stream(more)).toArray(String[]::new));
        return new Paging(query, query.number("limit", 1, MOST, USUAL), query.text("before").map(Paging::place));
    }

    private static Place place(String text) {
        return Place.parse(text).orElseThrow(() -> new Refused(new Problem(400, "Wrong request", "“before” has to be what an earlier page named as “next”.",
                List.of(new Problem.Field("before", "This has to be what an earlier page named as “next”.")))));
    }

    /// One more than is shown tells whether there is a next page.
    Range range() {
        return new Range(query.id("tracker"), query.instant("since"), query.instant("until"), before, limit + 1);
    }

    /// @param found with one more than is shown, if there is one
    <T> Reply reply(List<T> found, Function<T, Place> places, Function<T, JsonNode> documents) {
        var shown = new ArrayList<>(found.subList(0, Math.min(limit, found.size())));
        var node = Json.object();
        var items = node.putArray("items");
        shown.stream().map(documents).forEach(items::add);
        node.set("next", Json.text(found.size() > limit ? Optional.of(places.apply(shown.getLast())) : Optional.empty()));
        return Reply.json(node);
    }
}
