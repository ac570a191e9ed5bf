package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wishes;

/// Two targets, one of which fails or refuses.
abstract class TwoChannels {



    static final Duration A_MOMENT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    PostOffice office;
    Target home;
    Target other;
    Tracker alpha;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        home = office.target("Home", office.discord.webhook("1", "10"), PostOffice::everyEvent);
        other = office.target("Other", office.discord.webhook("2", "20"), DeadChannelTest::ofNothing);
        alpha = office.tracker("Alpha");
        office.hitAndRuns(alpha, 1);
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    void test(Target target) {
        office.parts().database().write(tx -> office.parts().outbox().test(tx, target, office.time.now()));
    }

    void mend() {
        var address = office.notifier().address(office.discord.webhook("5", "50"));
        var broken = office.target(home.id());
        office.parts().database().write(tx -> office.parts().targets().edit(tx, broken.with(broken.link().at(address))));
    }

    /// It is told of nothing but what is about trackerwatch itself.
    static Target ofNothing(Target target) {
        var wishes = target.wishes();
        return target.with(new Wishes(Set.of("anniversary"), wishes.trackers(), wishes.thresholds(), wishes.cooldowns(), wishes.hideName()));
    }
}
