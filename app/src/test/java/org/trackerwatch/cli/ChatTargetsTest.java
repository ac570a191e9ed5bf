package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FakeMatrix;
import org.trackerwatch.deliver.FakePushover;
import org.trackerwatch.deliver.FakeTelegram;
import org.trackerwatch.deliver.Vendor;

/// The program between its command line and a Telegram, a Pushover and a homeserver on loopback.
final class ChatTargetsTest {

    @TempDir
    private Path directory;

    private final SettableTime time = new SettableTime();
    private final FakeTelegram telegram = new FakeTelegram(time);
    private final FakePushover pushover = new FakePushover(time);
    private final FakeMatrix matrix = new FakeMatrix(time);

    @AfterEach
    void close() {
        Stream.of(telegram, pushover, matrix).forEach(Vendor::close);
    }

    @Test
    void a_target_of_each_is_added_checked_and_tried() {
        tries("telegram", FakeTelegram.TOKEN + " " + FakeTelegram.CHAT, telegram);
        tries("pushover", FakePushover.TOKEN + "/" + FakePushover.USER, pushover, "--set", "emergency=yes");
        tries("matrix", matrix.pasted(), matrix, "--allow-private");
    }

    private void tries(String kind, String pasted, Vendor vendor, String... more) {
        var program = new Program(directory).at(time).with("TRACKERWATCH_TELEGRAM_URL", telegram.host().base().toString())
                .with("TRACKERWATCH_PUSHOVER_URL", pushover.host().base().toString());
        var words = Stream.concat(Stream.of("target", "add", kind, "--name", kind, "--url-stdin"), Stream.of(more)).toArray(String[]::new);
        var added = program.piped(pasted + "\n", words);
        assertEquals(0, added.status(), added.both());
        var tried = program.piped("", "target", "test", kind);
        assertEquals(0, tried.status(), tried.both());
        assertEquals(1, vendor.shown().size(), tried.both());
        assertEquals(List.of(), vendor.violations());
        vendor.planted().forEach(secret -> assertFalse((added.both() + tried.both()).contains(secret)));
    }
}
