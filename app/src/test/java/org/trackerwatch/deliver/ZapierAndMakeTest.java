package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Story;
import org.trackerwatch.deliver.Call.Reach;
import org.trackerwatch.deliver.Wire.Outcome.Answered;

final class ZapierAndMakeTest {

    private static final Zapier ZAPIER = new Zapier(URI.create("https://hooks.zapier.com"));
    private static final Make MAKE = new Make(URI.create("https://hook.make.com"));

    private final SettableTime time = new SettableTime();
    private final FakeZapier zapier = new FakeZapier(time);
    private final FakeMake make = new FakeMake(time);
    private final Wire wire = new Wire(PostOffice.HTTP, time);

    @AfterEach
    void close() {
        zapier.close();
        make.close();
        assertEquals(List.of(), Stream.concat(zapier.violations().stream(), make.violations().stream()).toList());
    }

    private static Parcel parcel() {
        var story = new Story(Story.of("x", "y", Map.of()).id(), "ratio-drop", Optional.of(new Story.Subject("Alpha", "Site")),
                Map.of("current_ratio", new BigDecimal("1.8"), "uploaded", new BigDecimal("1649267441664")), false);
        return Parcels.of(List.of(new Message(Severity.URGENT, "Alpha: ratio fell", "Look.", List.of(), Instant.parse("2026-11-21T10:00:00Z"), "C0DE",
                Optional.empty(), Optional.of(story))), Form.SHARED);
    }

    private Result send(Vendor vendor) {
        var notifier = (OverHttp) vendor.notifier();
        return notifier.read(assertInstanceOf(Answered.class, wire.send(notifier.render(parcel(), vendor.target(1, "T")))).answer());
    }

    @Test
    void fields_can_be_connected_by_hand_or_by_path() {
        assertInstanceOf(Result.Accepted.class, send(zapier));
        var body = zapier.posts().getFirst().sent();
        assertEquals("ratio-drop", body.path("event").path("type").asString());
        assertEquals("ratio-drop", body.path("event_type").asString());
        assertEquals("1.8", body.path("data_current_ratio").toString());
        assertEquals("1649267441664", body.path("data_uploaded").toString());
        assertEquals("Alpha", body.path("tracker_name").asString());
        assertEquals("2026-11-21T10:00:00Z", body.path("timestamp").asString());
        assertEquals(1795255200L, body.path("timestamp_epoch").asLong());
        assertEquals("msg_k3y-1", body.path("meta_delivery_id").asString());
    }

    @Test
    void zapier_taking_it_says_nothing_of_the_zap_and_a_deleted_one_is_gone() {
        assertInstanceOf(Result.Accepted.class, send(zapier));
        zapier.delete();
        assertInstanceOf(Result.TargetRefused.class, send(zapier));
        assertInstanceOf(Result.Unreadable.class, ZAPIER.read(new HttpAnswer(Instant.EPOCH, 200, Map.of(), "<html>welcome</html>")));
    }

    @Test
    void make_takes_it_refuses_while_off_and_has_a_queue_that_may_be_full() {
        assertInstanceOf(Result.Accepted.class, send(make));
        make.room(0);
        assertInstanceOf(Result.Transient.class, send(make));
        make.room(9);
        make.off(true);
        assertTrue(assertInstanceOf(Result.TargetRefused.class, send(make)).reason().contains("target resume"));
        make.off(false);
        assertInstanceOf(Result.Accepted.class, send(make));
        assertEquals(2, make.shown().size());
    }

    @ParameterizedTest
    @CsvSource({"429,Throttled", "500,Transient", "502,Transient", "404,Transient", "301,TargetRefused", "410,TargetRefused"})
    void both_read_other_answers_alike(int status, String meaning) {
        for (var notifier : List.of(ZAPIER, MAKE)) {
            assertEquals(meaning, notifier.read(new HttpAnswer(Instant.EPOCH, status, Map.of(), "")).getClass().getSimpleName());
        }
        assertEquals("TurnedAway", MAKE.read(new HttpAnswer(Instant.EPOCH, 401, Map.of(), "")).getClass().getSimpleName());
        var told = new HttpAnswer(Instant.EPOCH, 429, Map.of("Retry-After", List.of("7")), "");
        assertEquals(Duration.ofSeconds(7), assertInstanceOf(Result.Throttled.class, ZAPIER.read(told)).told());
    }

    @Test
    void requests_go_to_the_vendor_s_own_hosts_and_nowhere_else() {
        var target = zapier.target(1, "T");
        assertEquals(Reach.PUBLIC, ZAPIER.render(parcel(), target).reach());
        assertEquals("https://hooks.zapier.com/hooks/catch/123456/" + FakeZapier.HOOK + "/", ZAPIER.render(parcel(), target).url().reveal());
        assertEquals("https://hook.eu1.make.com/" + FakeMake.TOKEN, MAKE.render(parcel(), make.target(1, "T")).url().reveal());
        assertEquals(Reach.PRIVATE_TOO, zapier.notifier().render(parcel(), target).reach());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.zapier.com/hooks/catch/1/abcd", "hooks.zapier.com/hooks/catch/1/abcd/", "<https://HOOKS.zapier.com/hooks/standard/1/abcd/>",
            "https://hooks.zapier.com/hooks/catch/1/abcd/silent/"})
    void zapier_s_addresses_are_taken_in_every_form(String pasted) {
        assertEquals("https://hooks.zapier.com/hooks/catch/1/abcd/", ZAPIER.address(pasted).reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hook.eu2.make.com/abcdefgh12", "https://hook.integromat.com/abcdefgh12", "https://hook.us1.make.celonis.com/abcdefgh12/"})
    void make_s_addresses_are_taken_in_every_zone(String pasted) {
        assertEquals(pasted.replaceFirst("/$", ""), MAKE.address(pasted).reveal());
        assertTrue(MAKE.recognises(URI.create(pasted)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/?x=hooks.zapier.com/hooks/catch/1/abcd", "https://hooks.zapier.com.evil.example/hooks/catch/1/abcd",
            "https://hooks.zapier.com@evil.example/hooks/catch/1/abcd", "https://evil.example/hook.eu1.make.com/abcdefgh12",
            "https://hook.eu1.make.com.evil.example/abcdefgh12", "https://webhook.make.com/abcdefgh12", "http://hook.eu1.make.com/abcdefgh12",
            "http://hooks.zapier.com/hooks/catch/1/abcd"})
    void what_only_looks_like_one_is_none(String pasted) {
        assertThrows(IllegalArgumentException.class, () -> ZAPIER.address(pasted));
        assertThrows(IllegalArgumentException.class, () -> MAKE.address(pasted));
        assertFalse(pasted.contains("evil") && (ZAPIER.recognises(URI.create(pasted)) || MAKE.recognises(URI.create(pasted))));
    }
}
