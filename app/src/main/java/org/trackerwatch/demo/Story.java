package org.trackerwatch.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.trackerwatch.demo.SimulatedSite.Condition;

/// The minute that shows everything once, and what may happen after it. What happens is told to the sites and to Discord
/// only: the program finds out by asking them.
final class Story {

    /// What the person who runs the program does in it.
    interface Owner {

        /// Copies the new credential out of the site and gives it to the program.
        void renewsCredential(SimulatedSite site);
    }

    /// How long the minute is, by the demo's clock.
    static final Duration LENGTH = Duration.ofHours(51);

    /// The hour of the day at which it begins.
    static final int BEGINS = 6;

    private static final List<String> RANKS = List.of("Member", "Power User", "Elite User", "Crazy User", "Veteran");

    private final World world;
    private final SimulatedDiscord discord;
    private final Owner owner;
    private final Script script;
    private final RandomGenerator random;

    Story(World world, SimulatedDiscord discord, Owner owner, Script script, RandomGenerator random) {
        this.world = world;
        this.discord = discord;
        this.owner = owner;
        this.script = script;
        this.random = random;
    }

    /// Two days and a bit, in which each event of the contract happens, and so does what delivery has to get over.
    void write(Instant start) {
        firstDay(start);
        secondDay(start.plus(Duration.ofHours(24 - BEGINS)));
    }

    private void firstDay(Instant start) {
        at(start, "PT1H45M", "Lantern promotes its member.", () -> ranks("Lantern", "Power User"));
        downloads(start.plus(Duration.ofHours(4)), "Quarry", gib(62, 90));
        at(start, "PT7H", "A torrent is not seeded long enough on Saltmarsh.", () -> hitsAndRuns("Saltmarsh"));
        at(start, "PT9H", "Nor is another one there; its alert has to wait until the cooldown of 6 h is over.",
                () -> hitsAndRuns("Saltmarsh"));
        fails(start.plus(Duration.ofHours(11)), "Foxglove", Condition.BAD_GATEWAY, Duration.ofHours(5));
    }

    private void secondDay(Instant midnight) {
        at(midnight, "PT0S", "On this day three years ago somebody joined Millrace.", () -> {});
        discordFails(midnight.plus(Duration.ofHours(3)), Duration.ofHours(3));
        at(midnight, "PT3H10M", "Quarry warns its member. Discord still does not answer.", () -> warns("Quarry", true));
        stopsSeeding(midnight.plus(Duration.ofHours(9)), "Cobalt", Duration.ofHours(3));
        at(midnight, "PT12H", "Quarry lifts the warning.", () -> warns("Quarry", false));
        uploads(midnight.plus(Duration.ofHours(14)), "Lantern", gib(4, 9));
        downloads(midnight.plus(Duration.ofHours(17)), "Millrace", gib(105, 160));
        sessionEnds(midnight.plus(Duration.ofHours(21)), "Tidepool", Duration.ofHours(4));
        at(midnight, "PT29H", "Discord is busy, and asks the next two posts to wait.", () -> discord.crowded(2));
        at(midnight, "PT29H5M", "Cobalt's member is promoted.", () -> ranks("Cobalt", "Curator"));
        downloads(midnight.plus(Duration.ofHours(30)), "Foxglove", gib(60, 90));
    }

    /// Something out of the many things that may happen any day, and some hours later the next.
    ///
    /// @return when the next may be added
    Instant improvise(Instant now) {
        var then = now.plus(Duration.ofMinutes(random.nextInt(20, 90)));
        var site = anySite();
        switch (random.nextInt(11)) {
            case 0, 1 -> downloads(then, site, gib(60, 200));
            case 2, 3 -> breaksRules(then, site);
            case 4 -> fails(then, site, Condition.BAD_GATEWAY, hours(2, 9));
            case 5 -> fails(then, site, Condition.CUT_OFF, hours(2, 9));
            case 6 -> stopsSeeding(then, site, hours(2, 8));
            case 7 -> sessionEnds(then, site, hours(2, 6));
            case 8 -> reclasses(then, site);
            case 9 -> uploads(then, site, gib(40, 400));
            default -> discordFails(then, hours(1, 4));
        }
        return then.plus(hours(2, 6));
    }

    private void fails(Instant from, String site, Condition how, Duration length) {
        script.at(from, site + "'s server fails.", () -> world.site(site).becomes(how));
        script.at(from.plus(length), site + "'s server is mended.", () -> world.site(site).becomes(Condition.UP));
    }

    private void discordFails(Instant from, Duration length) {
        script.at(from, "Discord has an outage.", () -> discord.down(true));
        script.at(from.plus(length), "Discord is back.", () -> discord.down(false));
    }

    private void stopsSeeding(Instant from, String site, Duration length) {
        script.at(from, "The torrent client that seeds on " + site + " crashes.", () -> seeds(site, 0));
        script.at(from.plus(length), "Somebody starts the client again.",
                () -> seeds(site, world.site(site).usuallySeeding()));
    }

    /// What the engine tells of it: Gazelle knows no hit-and-runs.
    private void breaksRules(Instant at, String site) {
        switch (world.site(site).engine()) {
            case Unit3d _, NexusPhp _ ->
                script.at(at, "A torrent is not seeded long enough on " + site + ".", () -> hitsAndRuns(site));
            case Gazelle _ -> {
                script.at(at, site + " warns its member.", () -> warns(site, true));
                script.at(at.plus(hours(4, 9)), site + " lifts the warning.", () -> warns(site, false));
            }
        }
    }

    private void sessionEnds(Instant from, String name, Duration length) {
        var site = world.site(name);
        script.at(from, name + " no longer accepts its member's " + site.engine().opener() + ".",
                () -> site.changeLocks(world.phrase()));
        script.at(from.plus(length), "Its owner gives trackerwatch a new " + site.engine().opener() + ".",
                () -> owner.renewsCredential(site));
    }

    private void downloads(Instant at, String site, long bytes) {
        script.at(at, bytes / Figures.GIB + " GiB are downloaded on " + site + ".",
                () -> world.site(site).happens(member -> member.transferred(0, bytes)));
    }

    private void uploads(Instant at, String site, long bytes) {
        script.at(at, "A torrent becomes popular on " + site + ": " + bytes / Figures.GIB + " GiB are uploaded.",
                () -> world.site(site).happens(member -> member.transferred(bytes, 0)));
    }

    private void reclasses(Instant at, String site) {
        var present = world.site(site).member().rank();
        var others = RANKS.stream().filter(rank -> !rank.equals(present)).toList();
        var rank = others.get(random.nextInt(others.size()));
        script.at(at, site + " puts its member into the class " + rank + ".", () -> ranks(site, rank));
    }

    private void hitsAndRuns(String site) {
        world.site(site).happens(member -> member.hitAndRuns(member.hitAndRuns() + 1));
    }

    private void seeds(String site, int torrents) {
        world.site(site).happens(member -> member.seeding(torrents));
    }

    private void ranks(String site, String rank) {
        world.site(site).happens(member -> member.ranked(rank));
    }

    private void warns(String site, boolean warned) {
        world.site(site).happens(member -> member.warned(warned));
    }

    private void at(Instant start, String offset, String words, Runnable happens) {
        script.at(start.plus(Duration.parse(offset)), words, happens);
    }

    private String anySite() {
        var names = List.copyOf(world.sites());
        return names.get(random.nextInt(names.size())).name();
    }

    private Duration hours(int least, int most) {
        return Duration.ofMinutes(random.nextInt(least * 60, most * 60));
    }

    private long gib(int least, int most) {
        return random.nextLong(least, most) * Figures.GIB;
    }
}
