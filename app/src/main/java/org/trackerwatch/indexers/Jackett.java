package org.trackerwatch.indexers;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Secret;
import tools.jackson.databind.JsonNode;

/// Jackett's indexers, by the calls that its own page makes: signing in (with the admin password, if it has one),
/// `GET /api/v2.0/indexers?configured=true`, and each one's settings. It tells keys and cookies, but no passwords.
///
/// For some sites Jackett loads their login page before it tells the settings. So it is asked for the settings of those
/// alone that could become trackers, and only if the user wants credentials at all.
public final class Jackett {

    private static final String SESSION = "Jackett";
    private static final String PASSWORD = "|||%%PREVJACKPASSWD%%|||";

    private final LocalApi api;
    private final Optional<Secret> adminPassword;

    /// @param adminPassword where one is set
    public Jackett(LocalApi api, Optional<Secret> adminPassword) {
        this.api = api;
        this.adminPassword = adminPassword;
    }

    /// @param wanted of which indexers the settings are asked for
    public Listing list(Predicate<Indexer> wanted) {
        try {
            var session = signedIn();
            if (session.isEmpty()) {
                return new Listing.Failed("Jackett at " + api.address() + (adminPassword.isPresent() ? " does not accept this admin password."
                        : " lets nobody in without its admin password; give it with --password-file."));
            }
            var answer = api.get("api/v2.0/indexers?configured=true", session);
            if (answer.status() != 200 || !answer.body().isArray()) {
                return new Listing.Failed("At " + api.address() + " there is something, but it does not answer as Jackett does ("
                        + answer.status() + "). Is the address right, with its path if it has one?");
            }
            return new Listing.Found(indexers(answer.body(), session, wanted));
        } catch (IOException _) {
            return new Listing.Failed("Jackett can't be reached at " + api.address() + ". Does it run there?");
        }
    }

    /// The header of its page's session; none if it did not let us in, for then it leads back to its login.
    private Map<String, Secret> signedIn() throws IOException {
        var answer = adminPassword.isPresent() ? api.post("UI/Dashboard", Map.of("password", adminPassword.get()))
                : api.get("UI/Login?cookiesChecked=1", Map.of());
        return Optional.ofNullable(answer.cookies().get(SESSION)).map(cookie -> Map.of("Cookie", cookie)).orElse(Map.of());
    }

    private List<Indexer> indexers(JsonNode list, Map<String, Secret> session, Predicate<Indexer> wanted) throws IOException {
        var found = new ArrayList<Indexer>();
        for (var node : list) {
            var bare = new Indexer(node.path("name").asString(""), addresses(node), Map.of(), "", false, false);
            var id = node.path("id").asString("");
            if (!node.path("type").asString("private").equals("public")) {
                found.add(wanted.test(bare) && id.matches("[\\w.-]+") ? told(bare, settings(id, session)) : bare);
            }
        }
        return found;
    }

    private static List<URI> addresses(JsonNode node) {
        var addresses = new ArrayList<URI>();
        Addresses.of(node.path("site_link").asString("")).ifPresent(addresses::add);
        StreamSupport.stream(node.path("alternativesitelinks").spliterator(), false)
                .flatMap(link -> Addresses.of(link.asString("")).stream()).forEach(addresses::add);
        return addresses;
    }

    /// @return the values by the names of the settings; none where Jackett has trouble with this one
    private Map<String, String> settings(String id, Map<String, Secret> session) throws IOException {
        var settings = new HashMap<String, String>();
        api.get("api/v2.0/indexers/" + id + "/Config", session).body().forEach(item -> {
            if (item.path("value").isString()) {
                settings.put(item.path("id").asString(""), item.path("value").asString().strip());
            }
        });
        return settings;
    }

    private static Indexer told(Indexer indexer, Map<String, String> settings) {
        var secrets = new EnumMap<CredentialKind, Secret>(CredentialKind.class);
        settings.forEach((name, value) -> Indexer.kind(name).filter(_ -> !value.isEmpty() && !value.equals(PASSWORD))
                .ifPresent(kind -> secrets.put(kind, new Secret(value))));
        var addresses = new ArrayList<URI>();
        Addresses.of(settings.getOrDefault("sitelink", "")).ifPresent(addresses::add);
        addresses.addAll(indexer.addresses());
        var userAgent = settings.entrySet().stream().filter(setting -> Indexer.isUserAgent(setting.getKey())).map(Map.Entry::getValue)
                .findFirst().orElse("");
        return new Indexer(indexer.name(), addresses, secrets, userAgent, settings.containsValue(PASSWORD),
                settings.entrySet().stream().anyMatch(setting -> Indexer.isPassword(setting.getKey()) && !setting.getValue().isEmpty()));
    }
}
