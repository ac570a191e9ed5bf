package org.trackerwatch.trackers;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Keeps what other pages answer, while somebody reads them.
final class Recorder implements Pages {

    private final Pages source;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final Set<String> lost = new HashSet<>();

    Recorder(Pages source) {
        this.source = source;
    }

    /// By the name of the request.
    Map<String, Answer> answers() {
        return answers;
    }

    /// Asked for, and not answered.
    Set<String> lost() {
        return lost;
    }

    @Override
    public boolean offers(Recipe.Request request) {
        return source.offers(request);
    }

    @Override
    public Fetched fetch(Recipe.Request request, Map<String, String> variables) {
        var fetched = source.fetch(request, variables);
        if (fetched instanceof Fetched.Got(var answer)) {
            answers.put(request.name(), answer);
        } else {
            lost.add(request.name());
        }
        return fetched;
    }

    @Override
    public CredentialKind kind(Recipe.Request request) {
        return source.kind(request);
    }

    @Override
    public boolean knowsTheWay() {
        return source.knowsTheWay();
    }
}
