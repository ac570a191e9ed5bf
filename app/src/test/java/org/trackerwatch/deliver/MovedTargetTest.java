package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// A service says that a receiver has another address now: the message goes there, and so does all that follows.
final class MovedTargetTest {

    private static final String SUPERGROUP = "-1002000000000";

    @TempDir
    private Path directory;

    private PostOffice office;
    private FakeTelegram telegram;
    private Dispatcher dispatcher;
    private Target target;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        telegram = new FakeTelegram(office.time);
        var parts = office.parts();
        dispatcher = new Dispatcher(parts.database(), parts.targets(), parts.outbox(), parts.leases(), parts.letters(),
                List.of(telegram.notifier()), parts.wire(), office.time);
        target = parts.database().writeAndGet(tx -> parts.targets().add(tx, PostOffice.everyEvent(telegram.target(0, "Group"))));
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), telegram.violations());
        dispatcher.close();
        office.close();
        telegram.close();
    }

    @Test
    void the_message_that_found_it_out_arrives_at_the_new_address_and_the_target_stays_well() throws Exception {
        var alpha = office.tracker("Alpha");
        office.hitAndRuns(alpha, 1);
        telegram.migrate(FakeTelegram.CHAT, SUPERGROUP);
        office.hitAndRuns(alpha, 2);
        run();
        office.hitAndRuns(alpha, 3);
        run();
        assertEquals(List.of(SUPERGROUP, SUPERGROUP), telegram.posts().stream().map(FakeTelegram.Post::chat).toList());
        assertEquals(3, telegram.host().requests().size());
        var now = office.target(target.id());
        assertTrue(now.address().reveal().endsWith("chat_id=" + SUPERGROUP));
        assertEquals(Target.Health.GOOD, now.health());
        assertTrue(office.deliveries().stream().allMatch(delivery -> delivery.state() == Delivery.State.DELIVERED));
    }

    @Test
    void an_address_that_the_user_changed_meanwhile_stays_as_he_wrote_it() throws Exception {
        var own = new Secret("https://api.telegram.org/bot" + FakeTelegram.TOKEN + "/sendMessage?chat_id=42");
        var alpha = office.tracker("Alpha");
        office.hitAndRuns(alpha, 1);
        telegram.migrate(FakeTelegram.CHAT, SUPERGROUP);
        office.hitAndRuns(alpha, 2);
        telegram.host().whenHandled(() -> office.parts().database().write(tx ->
                office.parts().targets().edit(tx, target.with(target.link().at(own)))));
        run();
        assertEquals(own, office.target(target.id()).address());
        assertEquals(List.of("42"), telegram.posts().stream().map(FakeTelegram.Post::chat).toList());
    }

    private void run() throws InterruptedException {
        dispatcher.drain(office.time.now().plus(Duration.ofMinutes(1)));
    }
}
