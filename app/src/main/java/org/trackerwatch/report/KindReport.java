package org.trackerwatch.report;

import java.util.List;
import org.trackerwatch.Providers.Kind;
import tools.jackson.databind.node.ArrayNode;

/// The kinds of target: what their address looks like, and what can be set.
public final class KindReport {

    private KindReport() {}

    public static ArrayNode of(List<Kind> kinds) {
        var list = Json.array();
        kinds.forEach(kind -> {
            var settings = list.addObject().put("kind", kind.key()).put("address", kind.address()).putArray("settings");
            kind.choices().forEach(choice -> {
                var words = settings.addObject().put("key", choice.key()).put("meaning", choice.meaning())
                        .put("allowed", choice.allowed()).put("secret", choice.secret()).putArray("values");
                choice.words().forEach(word -> words.addObject().put("value", word.key()).put("title", word.title()));
            });
        });
        return list;
    }
}
