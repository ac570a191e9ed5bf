package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Digest;
import org.trackerwatch.core.Digest.Entry;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Progress;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;

/// A digest of sixty trackers in the form of each service.
final class DigestRoomTest {

    private static final List<Vendor> VENDORS = Vendor.all(new SettableTime());
    private static final int TRACKERS = 60;

    static Stream<Named<Vendor>> vendors() {
        return VENDORS.stream().map(vendor -> Named.of(vendor.notifier().kind(), vendor));
    }

    @AfterAll
    static void close() {
        VENDORS.forEach(Vendor::close);
    }

    private static Entry entry(int number) {
        var before = AccountStats.of(Map.of(Field.UPLOADED, ByteSize.exact(1L << 40), Field.RATIO, Ratio.finite("2")));
        var after = AccountStats.of(Map.of(Field.UPLOADED, ByteSize.exact(5L << 40), Field.RATIO, new Ratio.Infinite()));
        var state = number % 7 == 0 ? new Digest.State.NotRead(Optional.of(Instant.EPOCH)) : new Digest.State.Read();
        return new Entry(number, "Site <&> " + number + "x", "Aither", new Progress(Optional.of(before), after), state, Map.of("ratio-drop", 2));
    }

    private static List<Message> messages(boolean hidden, int room) {
        var digest = new Digest(Instant.EPOCH, Instant.EPOCH.plusSeconds(86_400), IntStream.range(0, TRACKERS).mapToObj(DigestRoomTest::entry).toList(),
                hidden, ZoneOffset.UTC);
        var pages = digest.pages(room);
        return IntStream.range(0, pages.size()).mapToObj(i -> digest.message(new Digest.Page(i + 1, pages.size()), pages.get(i), "x" + i)).toList();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void no_service_cuts_a_tracker_off(Vendor vendor) {
        var notifier = vendor.notifier();
        var told = new StringBuilder();
        for (var message : messages(false, notifier.room())) {
            told.append(switch (notifier.render(Parcels.of(List.of(message), Form.SHARED), vendor.target(1, "T"))) {
                case HttpCall http -> http.body();
                case MailCall mail -> ReadMail.of(mail.mail().orElseThrow().text()).plain();
            });
        }
        for (int number = 0; number < TRACKERS; number++) {
            assertTrue(told.indexOf(" " + number + "x: ") >= 0 || told.indexOf(" " + number + "x\\: ") >= 0, number + " is missing in " + told);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void programs_get_what_the_schema_promises(boolean hidden) {
        for (var message : messages(hidden, Notifier.ROOM)) {
            var json = JsonText.write(Payload.of(message, "msg_k3y-1", false));
            assertEquals(List.of(), FakeWebhook.schema().validate(json, InputFormat.JSON), json);
            var flat = Payload.flat(Payload.of(message, "msg_k3y-1", false));
            assertTrue(flat.values().stream().noneMatch(value -> value instanceof Map || value instanceof List), flat::toString);
            assertEquals(hidden, !flat.containsKey("data_trackers_1_name"), flat::toString);
        }
    }
}
