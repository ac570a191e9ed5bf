package org.trackerwatch.indexers;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Secret;
import tools.jackson.databind.JsonNode;

/// Prowlarr's indexers, by `GET /api/v1/indexer` with its key. It tells the settings of indexers that are described by a
/// file, keys and cookies included; of those that are part of its program it shows stars in place of secrets.
public final class Prowlarr {

    private static final String STARS = "********";

    private final LocalApi api;
    private final Secret apiKey;

    public Prowlarr(LocalApi api, Secret apiKey) {
        this.api = api;
        this.apiKey = apiKey;
    }

    public Listing list() {
        if (!LocalApi.canTravel(apiKey)) {
            return new Listing.Failed("What was given can't be a key of Prowlarr's: it holds a line break or a character that no key has."
                    + " The key is found under Settings → General → Security.");
        }
        try {
            var answer = api.get("api/v1/indexer", Map.of("X-Api-Key", apiKey));
            if (answer.status() == 200 && answer.body().isArray()) {
                return new Listing.Found(StreamSupport.stream(answer.body().spliterator(), false)
                        .filter(Prowlarr::isTracker).map(Prowlarr::indexer).toList());
            }
            return new Listing.Failed(answer.status() == 401 || answer.status() == 403
                    ? "Prowlarr does not accept this key. It is found under Settings → General → Security."
                    : "At " + api.address() + " there is something, but it does not answer as Prowlarr does (" + answer.status()
                            + "). Is the address right, with its path if it has one?");
        } catch (IOException _) {
            return new Listing.Failed("Prowlarr can't be reached at " + api.address() + ". Does it run there?");
        }
    }

    private static boolean isTracker(JsonNode node) {
        return node.path("protocol").asString("torrent").equals("torrent") && !node.path("privacy").asString("private").equals("public");
    }

    private static Indexer indexer(JsonNode node) {
        var addresses = new ArrayList<URI>();
        var secrets = new EnumMap<CredentialKind, Secret>(CredentialKind.class);
        var userAgent = "";
        boolean withheld = false;
        boolean signsIn = false;
        for (var field : node.path("fields")) {
            var name = field.path("name").asString("");
            var value = field.path("value").isString() ? field.path("value").asString().strip() : "";
            var kind = Indexer.kind(name).filter(_ -> !value.isEmpty());
            signsIn |= Indexer.isPassword(name) && !value.isEmpty();
            withheld |= kind.isPresent() && value.equals(STARS);
            kind.filter(_ -> !value.equals(STARS)).ifPresent(found -> secrets.put(found, new Secret(value)));
            userAgent = Indexer.isUserAgent(name) ? value : userAgent;
            if (name.equals("baseUrl")) {
                Addresses.of(value).ifPresent(addresses::add);
            }
        }
        addresses.addAll(urls(node.path("indexerUrls")));
        addresses.addAll(urls(node.path("legacyUrls")));
        return new Indexer(node.path("name").asString(""), addresses, secrets, userAgent, withheld, signsIn);
    }

    private static List<URI> urls(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).flatMap(url -> Addresses.of(url.asString("")).stream()).toList();
    }
}
