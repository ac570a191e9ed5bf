package org.trackerwatch.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.trackers.Account;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Reader;
import org.trackerwatch.trackers.Value;

/// The simulated sites, read by the real reader with the real definitions.
final class SimulatedSiteTest {

    private static final Figures MEMBER = Figures.of("heron", "Power User", 2410, 1000, 148, LocalDate.of(2023, 7, 21))
            .hitAndRuns(3).warned(true).requiring("0.8");

    private final SettableTime time = new SettableTime();
    private final Reader reader = new Reader(LoopbackOnly.client(), time, new SplittableRandom(7));
    private Optional<SimulatedSite> opened = Optional.empty();

    @AfterEach
    void close() {
        opened.ifPresent(SimulatedSite::close);
    }

    static Engine[] engines() {
        return new Engine[] {new Unit3d(), new Gazelle(), new NexusPhp()};
    }

    @ParameterizedTest
    @MethodSource("engines")
    void what_every_engine_tells_is_read_as_it_is(Engine engine) {
        var stats = read(site(engine));
        assertEquals(Optional.of("heron"), stats.text(Field.USERNAME));
        assertEquals(Optional.of("Power User"), stats.text(Field.CLASS));
        assertSize(2410, stats, Field.UPLOADED);
        assertSize(1000, stats, Field.DOWNLOADED);
        assertEquals("2.41", stats.ratio().orElseThrow().toString());
        assertEquals(Optional.of(148L), stats.count(Field.SEEDING));
        assertEquals(Optional.of(0L), stats.count(Field.LEECHING));
        assertEquals(0, new BigDecimal("20276").compareTo(((Value.Amount) stats.get(Field.BONUS).orElseThrow()).number()));
    }

    @Test
    void unit3d_tells_buffer_and_hit_and_runs_but_no_warning() {
        var stats = read(site(new Unit3d()));
        assertEquals(Optional.of(3L), stats.count(Field.HIT_AND_RUNS));
        assertSize(2410 / 0.8 - 1000, stats, Field.BUFFER);
        assertEquals(Optional.empty(), stats.flag(Field.WARNED));
        assertEquals(Optional.empty(), stats.get(Field.JOINED));
    }

    @Test
    void gazelle_tells_the_warning_the_date_and_what_ratio_it_demands_but_no_hit_and_runs() {
        var stats = read(site(new Gazelle()));
        assertEquals(Optional.of(true), stats.flag(Field.WARNED));
        assertEquals("2023-07-21T09:30:00Z", ((Value.Moment) stats.get(Field.JOINED).orElseThrow()).at().toString());
        assertEquals(0, new BigDecimal("0.8").compareTo(((Value.Amount) stats.get(Field.REQUIRED_RATIO).orElseThrow()).number()));
        assertEquals(Optional.empty(), stats.count(Field.HIT_AND_RUNS));
    }

    @Test
    void nexusphp_tells_the_warning_beside_the_name_and_the_date_in_its_own_zone() {
        var site = site(new NexusPhp());
        var stats = read(site);
        assertEquals(Optional.of(true), stats.flag(Field.WARNED));
        assertEquals(Optional.of(3L), stats.count(Field.HIT_AND_RUNS));
        assertEquals("2023-07-21T12:15:00Z", ((Value.Moment) stats.get(Field.JOINED).orElseThrow()).at().toString());
        site.happens(member -> member.warned(false));
        assertEquals(Optional.of(false), read(site).flag(Field.WARNED));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void who_comes_with_another_credential_is_refused(Engine engine) {
        var site = site(engine);
        var before = account(site);
        site.changeLocks("another");
        assertEquals(engine instanceof NexusPhp ? Reason.SESSION_EXPIRED : Reason.CREDENTIAL_REFUSED, failure(before));
        assertInstanceOf(Outcome.Read.class, reader.read(account(site)).outcome());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_broken_server_is_the_site_s_fault(Engine engine) {
        var site = site(engine);
        site.becomes(SimulatedSite.Condition.BAD_GATEWAY);
        assertEquals(Reason.SITE_ERROR, failure(account(site)));
        site.becomes(SimulatedSite.Condition.CUT_OFF);
        assertEquals(Reason.UNREACHABLE, failure(account(site)));
        site.becomes(SimulatedSite.Condition.UP);
        assertInstanceOf(Outcome.Read.class, reader.read(account(site)).outcome());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void sizes_of_every_magnitude_are_read_within_what_is_printed(Engine engine) {
        var site = site(engine);
        for (long bytes = 1000; bytes < 1L << 52; bytes = bytes * 3 + 7) {
            long exact = bytes;
            site.happens(member -> member.transferred(exact - member.uploaded(), 0));
            var read = read(site).size(Field.UPLOADED).orElseThrow();
            assertEquals(exact, read.bytes(), Math.max(1, read.step() / 2.0 + 1), engine + " printed " + read);
        }
    }

    @Test
    void requests_are_counted() {
        var site = site(new Gazelle());
        read(site);
        assertEquals(2, site.requests());
    }

    private SimulatedSite site(Engine engine) {
        opened = Optional.of(new SimulatedSite("Quarry", engine, 210, "opensesame", MEMBER));
        return opened.get();
    }

    private static Account account(SimulatedSite site) {
        var definition = Definitions.bundled().find(site.engine().definition()).orElseThrow();
        return new Account(definition, site.address(), Optional.empty(), definition.credential(site.credential(), ""),
                Optional.empty(), Map.of());
    }

    private AccountStats read(SimulatedSite site) {
        var outcome = reader.read(account(site)).outcome();
        return assertInstanceOf(Outcome.Read.class, outcome, outcome.toString()).stats();
    }

    private Reason failure(Account account) {
        return assertInstanceOf(Outcome.Failed.class, reader.read(account).outcome()).failure().reason();
    }

    private static void assertSize(double gib, AccountStats stats, Field field) {
        ByteSize size = stats.size(field).orElseThrow();
        assertEquals(gib * Figures.GIB, size.bytes(), size.step() / 2.0 + 1, field + " is " + size);
    }
}
