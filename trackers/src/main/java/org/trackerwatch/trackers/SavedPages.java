package org.trackerwatch.trackers;

import java.util.Map;

/// Pages from files. What is not among them counts as not asked for.
final class SavedPages implements Pages {

    private final Definition definition;
    private final Map<String, SavedPage> pages;

    SavedPages(Definition definition, Map<String, SavedPage> pages) {
        this.definition = definition;
        this.pages = Map.copyOf(pages);
    }

    @Override
    public boolean offers(Recipe.Request request) {
        return pages.containsKey(request.name());
    }

    @Override
    public Fetched fetch(Recipe.Request request, Map<String, String> variables) {
        return new Fetched.Got(pages.get(request.name()).answer());
    }

    @Override
    public CredentialKind kind(Recipe.Request request) {
        return switch (request.needs()) {
            case API_KEY -> CredentialKind.API_KEY;
            case COOKIE -> CredentialKind.COOKIE;
            case ANY -> pages.get(request.name()).askedByCookie() || definition.accepts().isEmpty()
                    ? CredentialKind.COOKIE : definition.accepts().getFirst();
        };
    }

    @Override
    public boolean knowsTheWay() {
        return true;
    }
}
