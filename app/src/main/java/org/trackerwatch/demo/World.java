package org.trackerwatch.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// The simulated sites and their members, who seed and earn from hour to hour. Names and people are invented.
final class World implements AutoCloseable {

    private static final Duration HOUR = Duration.ofHours(1);

    private final RandomGenerator random;
    private final Map<String, SimulatedSite> sites = new LinkedHashMap<>();
    private Instant lived;

    /// @param today what day it is where the demo begins
    World(Instant start, LocalDate today, RandomGenerator random) {
        this.random = random;
        this.lived = start;
        settle("Lantern", new Unit3d(), Figures.of("mosskit", "Member", 151, 143, 6, today.minusMonths(5)).requiring("1.0"));
        settle("Quarry", new Gazelle(), Figures.of("heron", "Power User", 2410, 1000, 148, today.minusMonths(40)));
        settle("Saltmarsh", new NexusPhp(), Figures.of("wader", "Elite User", 5210, 1830, 212, today.minusMonths(29)));
        settle("Foxglove", new Unit3d(), Figures.of("mosskit", "Seeder", 912, 480, 64, today.minusMonths(17)));
        settle("Millrace", new Gazelle(), Figures.of("miller", "Member", 652, 1000, 41, today.plusDays(1).minusYears(3)));
        settle("Tidepool", new NexusPhp(), Figures.of("limpet", "Crazy User", 7820, 2105, 96, today.minusMonths(52)));
        settle("Cobalt", new Unit3d(), Figures.of("heron", "Archivist", 3340, 870, 87, today.minusMonths(8)));
    }

    SimulatedSite site(String name) {
        return Objects.requireNonNull(sites.get(name), name);
    }

    Collection<SimulatedSite> sites() {
        return sites.values();
    }

    /// Lives through every whole hour until then.
    void liveUntil(Instant now) {
        while (!lived.plus(HOUR).isAfter(now)) {
            lived = lived.plus(HOUR);
            sites.values().forEach(site -> site.happens(member -> member.seeded(1, random)));
        }
    }

    /// A new secret for a site: letters and digits, as they look.
    String phrase() {
        return random.ints(32, 0, 36).mapToObj(digit -> String.valueOf(Character.forDigit(digit, 36)))
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        sites.values().forEach(SimulatedSite::close);
    }

    private void settle(String name, Engine engine, Figures member) {
        sites.put(name, new SimulatedSite(name, engine, sites.size() + 1, phrase(), member));
    }
}
