package org.trackerwatch;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the process is told from outside; everything else is a setting in the database.
///
/// @param directory holds the database, the key, and the user's definitions and rules
/// @param keyFile   where the key of the sealed secrets lies
/// @param port      of the page and the API; 0 for any that is free
/// @param bind      the address that they listen on
/// @param base      the path that a reverse proxy shows them under, such as `/trackerwatch`; empty for none
/// @param zone      of days and of times that people read; from `TZ`
/// @param services  what stands for a notification service in tests and behind API proxies, by the target's kind
public record Config(Path directory, Path keyFile, int port, String bind, String base, ZoneId zone, Map<String, URI> services) {

    public static final int DEFAULT_PORT = 7373;

    /// Of a path; two dots would lead out of it.
    private static final Pattern SEGMENT = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]+");

    /// Where the services are that have one place for everybody. `TRACKERWATCH_<KIND>_URL` moves them.
    private static final Map<String, URI> SERVICES = Map.ofEntries(
            Map.entry("discord", URI.create("https://discord.com")),
            Map.entry("make", URI.create("https://hook.make.com")),
            Map.entry("pushover", URI.create("https://api.pushover.net")),
            Map.entry("slack", URI.create("https://hooks.slack.com")),
            Map.entry("telegram", URI.create("https://api.telegram.org")),
            Map.entry("zapier", URI.create("https://hooks.zapier.com")));

    public Config {
        services = Map.copyOf(services);
    }

    /// @param option      `--config`, which goes before `TRACKERWATCH_CONFIG`
    /// @param environment the variables of the process
    /// @throws IllegalArgumentException naming the variable, what it holds and what it may hold
    public static Config of(Optional<Path> option, Map<String, String> environment) {
        var directory = option.or(() -> value(environment, "TRACKERWATCH_CONFIG").map(Path::of))
                .orElseGet(() -> home(environment)).toAbsolutePath().normalize();
        return new Config(directory,
                value(environment, "TRACKERWATCH_KEY_FILE").map(Path::of).orElse(directory.resolve("secret.key")),
                value(environment, "TRACKERWATCH_PORT").map(Config::port).orElse(DEFAULT_PORT),
                value(environment, "TRACKERWATCH_BIND").orElse("127.0.0.1"),
                value(environment, "TRACKERWATCH_BASE_PATH").map(Config::base).orElse(""),
                value(environment, "TZ").map(Config::zone).orElseGet(ZoneId::systemDefault),
                services(environment));
    }

    /// @param kind of the targets there
    public URI service(String kind) {
        return services.getOrDefault(kind, SERVICES.get(kind));
    }

    /// Where the page is, as far as its own machine knows: a container's address is known outside of it only.
    public String page(int port) {
        var host = bind.equals("0.0.0.0") || bind.equals("::") ? "THIS-MACHINE" : bind.contains(":") ? "[" + bind + "]" : bind;
        return "http://" + host + ":" + port + base + "/";
    }

    public Path database() {
        return directory.resolve("trackerwatch.db");
    }

    public Path definitions() {
        return directory.resolve("definitions");
    }

    public Path rules() {
        return directory.resolve("rules");
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Path home(Map<String, String> environment) {
        var configs = value(environment, "XDG_CONFIG_HOME").map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"));
        return configs.resolve("trackerwatch");
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notAPort(text), e);
        }
        throw new IllegalArgumentException(notAPort(text));
    }

    /// However it is written: `trackerwatch`, `/trackerwatch` and `/trackerwatch/` are one.
    private static String base(String text) {
        var segments = Stream.of(text.split("/")).filter(segment -> !segment.isEmpty()).toList();
        if (segments.stream().allMatch(segment -> SEGMENT.matcher(segment).matches())) {
            return segments.stream().map(segment -> "/" + segment).collect(Collectors.joining());
        }
        throw new IllegalArgumentException("TRACKERWATCH_BASE_PATH is “" + text + "”; it must be a path such as /trackerwatch, of letters, digits,"
                + " dots, dashes and underscores, without the host.");
    }

    private static String notAPort(String text) {
        return "TRACKERWATCH_PORT is “" + text + "”; it must be a number from 1 to 65535, or 0 for any that is free.";
    }

    /// `TZ` as the C library takes it: a name of the zone database, or one after a colon.
    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text.startsWith(":") ? text.substring(1) : text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("TZ is “" + text + "”, which is no time zone known here; write it like"
                    + " Europe/Paris or Etc/UTC.", e);
        }
    }

    private static Map<String, URI> services(Map<String, String> environment) {
        var services = new HashMap<>(SERVICES);
        services.replaceAll((kind, usual) -> {
            var name = "TRACKERWATCH_" + kind.toUpperCase(Locale.ROOT) + "_URL";
            return value(environment, name).map(text -> address(name, text)).orElse(usual);
        });
        return services;
    }

    private static URI address(String name, String text) {
        try {
            var address = URI.create(text);
            if (address.getHost() != null && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(notAnAddress(name), e);
        }
        throw new IllegalArgumentException(notAnAddress(name));
    }

    private static String notAnAddress(String name) {
        return name + " must be an http or https address such as http://127.0.0.1:9000.";
    }
}
