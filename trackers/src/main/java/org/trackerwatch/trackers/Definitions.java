package org.trackerwatch.trackers;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The catalogue of sites and platforms: the bundled files, and over them those of the user. Nothing is read until it
/// is asked for, and then one file and its platform.
public final class Definitions {

    /// What a file says that inherits from no platform.
    static final Set<String> BARE = Set.of("html", "json");

    /// What a platform says of itself alone, not of the sites that run it.
    private static final List<String> ITS_OWN = List.of("name", "proof", "evidence");

    private final Shelf shelf;
    private final HostIndex hosts;
    private final Map<String, Definition> loaded = new ConcurrentHashMap<>();

    /// By the engine. Most sites are read as their engine is, and to make that anew for each takes long, and much memory.
    private final Map<String, Recipe> recipes = new ConcurrentHashMap<>();

    private Definitions(Shelf shelf) {
        this.shelf = shelf;
        this.hosts = new HostIndex(shelf);
    }

    public static Definitions bundled() {
        return new Definitions(new Shelf(Optional.empty()));
    }

    /// @param userDirectory may hold `sites/` and `platforms/`, or sites' files directly; need not exist. What its
    ///                      files say goes before the bundled file of the same name, key by key.
    public static Definitions bundledAnd(Path userDirectory) {
        return new Definitions(new Shelf(Optional.of(userDirectory)));
    }

    /// A site by its slug, or a platform by its name, in whatever case.
    ///
    /// @throws Problem.Broken where there is such a file, but it cannot be used
    public Optional<Definition> find(String slugOrPlatform) {
        return named(slugOrPlatform.toLowerCase(Locale.ROOT));
    }

    private Optional<Definition> named(String slugOrPlatform) {
        var known = loaded.get(slugOrPlatform);
        if (known != null) {
            return Optional.of(known);
        }
        var found = stacked(slugOrPlatform).map(stack -> {
            var problems = new ArrayList<Problem>();
            var engine = engine(stack);
            var definition = DefinitionParser.parse(stack.merged(), stack.bundled(), engine.map(recipes::get), problems);
            if (!problems.isEmpty()) {
                throw new Problem.Broken(problems);
            }
            engine.ifPresent(name -> recipes.putIfAbsent(name, definition.recipe()));
            return below(definition).map(definition::within).orElse(definition);
        });
        found.ifPresent(definition -> loaded.put(slugOrPlatform, definition));
        return found;
    }

    /// As which engine it is read and no way else; empty, too, where a file of the user's has a say.
    private Optional<String> engine(Stack stack) {
        var platform = stack.merged().entries().get("platform") instanceof Yaml.Text text ? text.text() : "html";
        boolean own = RecipeParser.KEYS.stream().anyMatch(stack.own().entries()::containsKey) && !stack.name().equals(platform);
        return Optional.of(platform).filter(_ -> !own && stack.bundled() && !BARE.contains(platform) && !shelf.isUsers(Shelf.PLATFORMS, platform));
    }

    /// What reads an account at an address. The wishes of the staff whose address it is hold by whatever name their site
    /// is called; where they refuse programs it is their site's own definition, with which nothing is read.
    ///
    /// @param address the user's own; empty where the definition's holds
    /// @throws Problem.Broken where there is such a file, but it cannot be used
    public Optional<Definition> find(String slugOrPlatform, Optional<URI> address) {
        return find(slugOrPlatform).map(named -> {
            var others = address.or(() -> usersAddress(named)).map(asked -> others(named, asked)).orElse(List.of());
            return others.stream().filter(Definition::isByHand).findFirst().orElseGet(() -> others.stream()
                    .reduce(named, (held, other) -> held.within(other)));
        });
    }

    /// What somebody means who names an engine, or a site, along with an address: the site that is known to be there,
    /// where that can be read. Else it is what he names.
    ///
    /// @throws Problem.Broken where there is such a file, but it cannot be used
    public Optional<Definition> meant(String slugOrPlatform, Optional<URI> address) {
        return find(slugOrPlatform, address).map(named -> named.isByHand() ? named : address.stream()
                .filter(asked -> !named.isAt(Hosts.of(asked))).flatMap(asked -> others(named, asked).stream())
                .filter(Definition::isReadable).findFirst().orElse(named));
    }

    /// What a bundled file says of its own addresses needs no second look.
    private Optional<URI> usersAddress(Definition named) {
        return named.links().stream().findFirst().filter(_ -> shelf.isUsers(Shelf.SITES, named.slug()));
    }

    /// A host at home, or an address literal, may be anybody's.
    private List<Definition> others(Definition named, URI address) {
        var host = Hosts.of(address);
        boolean itsOwn = named.isAt(host) && !shelf.isUsers(Shelf.SITES, named.slug());
        return itsOwn || !Hosts.isPublic(host) ? List.of() : hosts.naming(host).stream().filter(slug -> !slug.equals(named.slug()))
                .flatMap(slug -> at(host, slug).stream()).toList();
    }

    /// A file of the user's that is broken, or gives a site other addresses, does not take away those that are known.
    private Optional<Definition> at(String host, String slug) {
        return usable(slug).filter(site -> site.isAt(host)).or(() -> bundled().find(slug).filter(site -> site.isAt(host)));
    }

    private Optional<Definition> usable(String slug) {
        try {
            return find(slug);
        } catch (Problem.Broken _) {
            return Optional.empty();
        }
    }

    /// What the bundled files say, where a file of the user's lies over them: it may be stricter, and no laxer.
    private Optional<Definition> below(Definition definition) {
        boolean users = shelf.isUsers(Shelf.SITES, definition.slug()) || shelf.isUsers(Shelf.PLATFORMS, definition.platform());
        return users ? bundled().find(definition.slug()).or(() -> bundled().find(definition.platform())) : Optional.empty();
    }

    /// All sites, in order of the alphabet. Reads names of files, not files.
    public List<String> slugs() {
        return List.copyOf(shelf.names(Shelf.SITES));
    }

    public List<String> platforms() {
        return List.copyOf(shelf.names(Shelf.PLATFORMS));
    }

    /// Engines and sites, by their names. Their files are read anew, and no more of them is kept than this: all of them as
    /// [Definition]s would take more memory than the whole program does without.
    public List<Glimpse> glimpses() {
        return Stream.concat(platforms().stream(), slugs().stream()).flatMap(name -> glimpse(name).stream()).toList();
    }

    private Optional<Glimpse> glimpse(String name) {
        if (shelf.isUsers(Shelf.SITES, name) || shelf.isUsers(Shelf.PLATFORMS, name)) {
            return usable(name).map(Glimpse::of);
        }
        return stacked(name).flatMap(stack -> Glimpse.of(stack.merged()));
    }

    /// What somebody may have meant; best first, at most three.
    public List<String> nearest(String slug) {
        var names = new TreeSet<>(slugs());
        names.addAll(platforms());
        return Nearest.to(slug, names, 3);
    }

    /// What is wrong with a file, which need not be on the shelf; the platform it inherits from must be.
    public List<Problem> check(Path file) {
        return checked(() -> {
            var name = Bundled.nameOf(file);
            var own = shelf.read(file);
            boolean platform = !own.entries().containsKey("slug") && own.entries().containsKey("platform");
            return platform ? new Stack(own, own, false, name) : overPlatform(List.of(own), false, name);
        });
    }

    /// What is wrong with any file, bundled or the user's.
    public List<Problem> checkAll() {
        var problems = new ArrayList<Problem>();
        for (var name : platforms()) {
            problems.addAll(checked(() -> stacked(name).orElseThrow()));
        }
        for (var slug : slugs()) {
            problems.addAll(checked(() -> stacked(slug).orElseThrow()));
        }
        return problems;
    }

    /// A file laid over those below it.
    ///
    /// @param own     the uppermost file alone
    /// @param bundled whether nothing of it is the user's
    /// @param name    the name of the file, without its ending
    record Stack(Yaml.Entries own, Yaml.Entries merged, boolean bundled, String name) {}

    private Optional<Stack> stacked(String name) {
        var layers = shelf.layers(Shelf.SITES, name);
        if (!layers.isEmpty()) {
            return Optional.of(overPlatform(layers, !shelf.isUsers(Shelf.SITES, name), name));
        }
        var platform = shelf.layers(Shelf.PLATFORMS, name);
        return platform.isEmpty() ? Optional.empty() : Optional.of(new Stack(platform.getFirst(), flattened(platform),
                !shelf.isUsers(Shelf.PLATFORMS, name), name));
    }

    /// Laid on from below: what a user's file takes away may be the platform's, with the site's file in between.
    private Stack overPlatform(List<Yaml.Entries> files, boolean bundled, String name) {
        var site = flattened(files);
        var platform = site.entries().get("platform") instanceof Yaml.Text text ? text.text() : "html";
        if (BARE.contains(platform)) {
            return new Stack(site, site, bundled, name);
        }
        var layers = shelf.layers(Shelf.PLATFORMS, platform);
        if (layers.isEmpty()) {
            var choice = new TreeSet<>(platforms());
            choice.addAll(BARE);
            throw new Problem.Broken(List.of(site.entries().get("platform").place()
                    .problem("there is no platform `" + platform + "`" + Nearest.hint(platform, choice))));
        }
        var engine = new LinkedHashMap<>(flattened(layers).entries());
        ITS_OWN.forEach(engine::remove);
        var below = new Yaml.Entries(engine, layers.getFirst().place());
        var merged = files.reversed().stream().reduce(below, (lower, upper) -> (Yaml.Entries) Yaml.over(upper, lower));
        return new Stack(site, merged, bundled, name);
    }

    private static Yaml.Entries flattened(List<Yaml.Entries> layers) {
        return layers.stream().reduce((upper, lower) -> (Yaml.Entries) Yaml.over(upper, lower)).orElseThrow();
    }

    private static List<Problem> checked(Supplier<Stack> stack) {
        try {
            return Lint.check(stack.get());
        } catch (Problem.Broken broken) {
            return broken.problems();
        }
    }
}
