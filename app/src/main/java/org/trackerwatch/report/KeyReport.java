package org.trackerwatch.report;

import java.util.List;
import org.trackerwatch.store.ApiKeys.ApiKey;
import org.trackerwatch.trackers.Secret;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The keys of programs that ask the API, without what they prove themselves with.
public final class KeyReport {

    private KeyReport() {}

    public static ArrayNode all(List<ApiKey> keys) {
        var list = Json.array();
        keys.forEach(key -> list.add(of(key)));
        return list;
    }

    public static ObjectNode of(ApiKey key) {
        var node = Json.object().put("id", key.id()).put("name", key.name()).put("access", key.full() ? "full" : "read").put("made", key.made().toString());
        node.set("used", Json.text(key.used()));
        return node;
    }

    /// With the key itself: this once.
    public static ObjectNode made(ApiKey key, Secret text) {
        return of(key).put("key", text.reveal());
    }
}
