package org.trackerwatch.trackers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Where definition files lie: in the program (a jar, or a folder while it is developed) and in the user's directory.
final class Shelf {

    static final String SITES = "sites";
    static final String PLATFORMS = "platforms";

    private static final String SUFFIX = ".yaml";

    private final Optional<Path> userDirectory;
    private final Map<String, Optional<Yaml.Entries>> platforms = new ConcurrentHashMap<>();

    Shelf(Optional<Path> userDirectory) {
        this.userDirectory = userDirectory;
    }

    /// The files of that name, the user's before the bundled one.
    List<Yaml.Entries> layers(String kind, String name) {
        var layers = new ArrayList<Yaml.Entries>();
        users(kind, name).ifPresent(file -> layers.add(read(file)));
        bundled(kind, name).ifPresent(layers::add);
        return layers;
    }

    /// As it was written.
    Optional<String> bundledText(String kind, String name) {
        return plain(name) ? Bundled.text("definitions/" + kind + "/" + name + SUFFIX) : Optional.empty();
    }

    /// Likewise; empty, too, where it can't be read, which [#layers] complains of.
    Optional<String> usersText(String kind, String name) {
        return users(kind, name).flatMap(file -> {
            try {
                return Optional.of(Files.readString(file));
            } catch (IOException _) {
                return Optional.empty();
            }
        });
    }

    boolean isUsers(String kind, String name) {
        return users(kind, name).isPresent();
    }

    /// The names of all files, without their ending.
    TreeSet<String> names(String kind) {
        var names = new TreeSet<String>();
        try {
            names.addAll(Bundled.names("definitions/" + kind, "definitions/platforms/unit3d.yaml"));
            for (var folder : folders(kind)) {
                try (var files = Files.list(folder)) {
                    files.filter(Files::isRegularFile).map(Bundled::nameOf).filter(name -> !name.isEmpty()).forEach(names::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    Yaml.Entries read(Path file) {
        try {
            return entries(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new Problem.Broken(List.of(new Problem(file.toString(), 0, "cannot be read: " + e.getMessage())));
        }
    }

    private static Yaml.Entries entries(String file, String text) {
        if (Yaml.parse(file, text) instanceof Yaml.Entries entries) {
            return entries;
        }
        throw new Problem.Broken(List.of(new Problem(file, 1, "a definition is a map of keys, beginning with `schema: 1`.")));
    }

    private List<Path> folders(String kind) {
        return userDirectory.stream()
                .flatMap(folder -> kind.equals(SITES) ? Stream.of(folder.resolve(kind), folder) : Stream.of(folder.resolve(kind)))
                .filter(Files::isDirectory).toList();
    }

    private Optional<Path> users(String kind, String name) {
        if (!plain(name)) {
            return Optional.empty();
        }
        return folders(kind).stream().map(folder -> folder.resolve(name + SUFFIX)).filter(Files::isRegularFile).findFirst();
    }

    /// A platform is read once, since it lies under many sites. A site's file is read for that site alone.
    private Optional<Yaml.Entries> bundled(String kind, String name) {
        if (!plain(name)) {
            return Optional.empty();
        }
        var path = kind + "/" + name + SUFFIX;
        return kind.equals(PLATFORMS) ? platforms.computeIfAbsent(path, _ -> written(path, kind, name)) : written(path, kind, name);
    }

    private Optional<Yaml.Entries> written(String path, String kind, String name) {
        return bundledText(kind, name).map(text -> entries(path, text));
    }

    /// A name comes from a command line or a web form: it must not lead out of the folder.
    private static boolean plain(String name) {
        return name.matches("[a-z0-9][a-z0-9_-]{0,40}");
    }
}
