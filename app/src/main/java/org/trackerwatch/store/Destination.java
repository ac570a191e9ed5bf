package org.trackerwatch.store;

import java.net.URI;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where requests would go, without what is secret of it.
///
/// @param name of the tracker or target
/// @param site the tracker's definition, if it is the definition that knows where
public record Destination(String name, Optional<String> host, int port, Optional<String> site) {

    private static final Map<String, Integer> PORTS = Map.of("http", 80, "smtp", 587, "smtps", 465, "mailto", 587, "mailtos", 465);

    private static final int HTTPS = 443;

    /// Of trackers that are asked, and not by a proxy: there it is the proxy that looks names up.
    public static List<Destination> trackers(Transaction tx) {
        return tx.query("SELECT name, url, definition FROM tracker WHERE proxy IS NULL AND mode <> 'manual' ORDER BY id", row ->
                row.getString(2) == null ? new Destination(row.getString(1), Optional.empty(), HTTPS, Optional.of(row.getString(3)))
                        : at(row.getString(1), URI.create(row.getString(2))));
    }

    /// @param services that have one place for everybody, by the target's kind
    /// @throws StoreException if the key is missing or another
    public static List<Destination> targets(Transaction tx, Path keyFile, Map<String, URI> services) {
        var vault = Vault.opener(keyFile, KeyFile.required(keyFile));
        return tx.query("SELECT id, name, kind, address FROM target ORDER BY id", row -> {
            var service = services.get(row.getString(3));
            return at(row.getString(2), service == null ? address(vault, row) : service);
        });
    }

    private static URI address(Vault vault, ResultSet row) throws SQLException {
        return URI.create(vault.open(row.getBytes("address"), Links.place(row.getLong("id"))).reveal());
    }

    public static Destination at(String name, URI place) {
        int usual = PORTS.getOrDefault(String.valueOf(place.getScheme()), HTTPS);
        return new Destination(name, Optional.ofNullable(place.getHost()), place.getPort() < 0 ? usual : place.getPort(), Optional.empty());
    }
}
