package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;

/// A target whose service refuses it, for good or for now.
final class RefusedChannelTest extends TwoChannels {

    @Test
    void a_refusal_that_may_end_by_itself_is_tried_with_one_message_a_day() {
        office.hitAndRuns(alpha, 2);
        refuse(true);
        office.live(Duration.ofHours(23));
        assertEquals(0, requestsToHome());
        office.live(Duration.ofHours(2));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
        assertEquals(Target.Health.GOOD, office.target(home.id()).health());
    }

    @Test
    void a_probe_that_meets_trouble_is_made_again_the_next_day() {
        office.hitAndRuns(alpha, 2);
        refuse(true);
        office.discord.down("1", true);
        office.live(Duration.ofHours(60));
        assertEquals(2, requestsToHome());
        assertEquals(Target.Health.State.REFUSED, office.target(home.id()).health().state());
    }

    @Test
    void a_test_at_the_user_s_word_does_not_wait_for_the_day_s_probe() {
        refuse(true);
        test(home);
        office.run(A_MOMENT);
        assertEquals(List.of("Test from trackerwatch"), office.titles("1"));
    }

    @Test
    void a_refusal_for_good_is_not_tried_at_anybody_s_word() {
        refuse(false);
        test(home);
        office.live(Duration.ofDays(3));
        assertEquals(0, requestsToHome());
    }

    @Test
    void that_nobody_can_be_told_is_logged_each_hour_with_the_queue() {
        var lament = new Lament(office.parts().database(), office.parts().targets());
        assertEquals(Optional.empty(), lament.sound(office.time.now()));
        office.parts().database().write(tx -> office.parts().targets().pause(tx, other.id()));
        office.hitAndRuns(alpha, 2);
        refuse(false);
        office.time.pass(Duration.ofMinutes(90));
        var said = lament.sound(office.time.now()).orElseThrow();
        assertTrue(said.contains("1 message(s) wait, the oldest for 1 h 30 min"), said);
        office.time.pass(Duration.ofMinutes(59));
        assertEquals(Optional.empty(), lament.sound(office.time.now()));
        office.time.pass(A_MOMENT);
        assertTrue(lament.sound(office.time.now()).isPresent());
        mend();
        assertEquals(Optional.empty(), lament.sound(office.time.now()));
    }

    /// A service may repeat what it was sent, and the other target may not be told the tracker's name. After a refusal the
    /// very next request is the notice: the echo is scripted for no more than what goes to the first.
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 500})
    void no_word_of_a_service_s_answer_reaches_another_target(int status) {
        office.parts().database().write(tx -> office.parts().targets().edit(tx, PostOffice.hidden(other)));
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.named("Zanzibar's room")));
        var zanzibar = office.tracker("Zanzibar");
        office.hitAndRuns(zanzibar, 1);
        int code = status == 404 ? 10015 : status == 401 ? 50027 : 0;
        int requests = code == 0 ? 8 : 1;
        var echo = "{\"code\": " + code + ", \"message\": \"bad Quokkas: Zanzibar: hit-and-runs\"}";
        office.discord.script(Stream.generate(() -> Fault.json(status, echo)).limit(requests).toArray(Fault[]::new));
        office.hitAndRuns(zanzibar, 2);
        office.live(Duration.ofMinutes(50));
        if (status != 500) {
            office.live(Duration.ofDays(4));
        }
        assertFalse(office.titles("2").isEmpty(), "it was told that alerts do not arrive");
        for (var request : office.discord.requests()) {
            var bytes = request.target() + request.headers() + request.body();
            assertTrue(!bytes.contains("/webhooks/2/") || !bytes.toLowerCase(Locale.ROOT).matches("(?s).*(quokka|zanzibar).*"), bytes);
        }
    }

    private void refuse(boolean mayReturn) {
        office.parts().database().write(tx -> office.parts().targets().health(tx, home,
                Transitions.after(home.health(), new Result.TargetRefused("It is archived.", mayReturn), office.time.now(), 0)));
    }

    private long requestsToHome() {
        return office.discord.requests().stream().filter(request -> request.target().contains("/webhooks/1/")).count();
    }
}
