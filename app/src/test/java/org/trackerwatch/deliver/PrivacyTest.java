package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// What leaves the machine, and what stays in its files, byte by byte.
final class PrivacyTest {

    private static final List<String> GIVES_AWAY = List.of("alphabet", "aither", "ath ", "user-of-", "power user");

    @TempDir
    private Path directory;

    private PostOffice office;
    private Tracker tracker;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        tracker = office.tracker("Alphabet");
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void a_target_with_the_name_hidden_is_sent_no_byte_that_names_the_tracker() {
        var target = office.target("Shared", office.discord.webhook("1", "10"), PostOffice::hidden);
        muchHappens();
        office.parts().dispatcher().check(target);
        assertTrue(office.discord.embeds("1").size() >= 6, () -> office.discord.embeds("1").size() + " embeds");
        for (var request : office.discord.requests()) {
            var bytes = (request.target() + request.headers() + request.body()).toLowerCase(Locale.ROOT);
            GIVES_AWAY.forEach(word -> assertFalse(bytes.contains(word), () -> word + " in " + bytes));
        }
        assertTrue(office.titles("1").stream().allMatch(title -> title.startsWith("A tracker")), office.titles("1")::toString);
    }

    @Test
    void the_same_events_name_the_tracker_where_nothing_is_hidden() {
        office.target("Mine", office.discord.webhook("1", "10"));
        muchHappens();
        assertTrue(office.titles("1").stream().allMatch(title -> title.startsWith("Alphabet")), office.titles("1")::toString);
    }

    @Test
    void a_name_hidden_while_a_message_waits_is_hidden_in_it() {
        var target = office.target("Mine", office.discord.webhook("1", "10"));
        office.hitAndRuns(tracker, 1);
        office.time.pass(Duration.ofHours(1));
        office.hitAndRuns(tracker, 2);
        office.parts().database().write(tx -> office.parts().targets().edit(tx, PostOffice.hidden(target)));
        office.runDue();
        assertEquals(List.of("A tracker: hit-and-runs 1 → 2"), office.titles("1"));
    }

    @Test
    void what_a_tracker_writes_can_neither_ping_nor_link_nor_hide() {
        office.target("Mine", office.discord.webhook("1", "10"));
        var evil = office.tracker("@everyone [x](https://evil.example) **`");
        office.reads(evil, Map.of(Field.CLASS, new Value.Text("User"), Field.SEEDING, new Value.Count(1)));
        office.time.pass(Duration.ofHours(1));
        office.reads(evil, Map.of(Field.CLASS, new Value.Text("<@123> ||x|| <t:1:R> \u202e"), Field.SEEDING, new Value.Count(1)));
        office.runDue();
        var message = office.discord.posts().getFirst().message();
        assertEquals("{\"parse\":[]}", message.path("allowed_mentions").toString());
        var embed = message.path("embeds").get(0);
        assertEquals(List.of(), DiscordReader.read(embed.path("title").asString()).markup());
        assertEquals(List.of(), DiscordReader.read(embed.path("description").asString()).markup());
        assertTrue(message.toString().indexOf('\u202e') < 0);
    }

    @Test
    void no_secret_lies_in_any_file_or_word_of_the_program() throws IOException {
        var target = office.target("Mine", office.discord.webhook("1", "10"));
        office.discord.script(Fault.json(500, "{\"echo\": \"" + FakeDiscord.TOKEN + "1\"}"), Fault.answerLost());
        muchHappens();
        office.parts().dispatcher().check(target);
        var words = office.attempts() + " " + office.deliveries() + " " + office.target(target.id());
        assertFalse(words.contains(FakeDiscord.TOKEN));
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(FakeDiscord.TOKEN), file::toString);
            }
        }
    }

    @Test
    void no_secret_is_logged_whatever_goes_wrong() {
        var log = new ByteArrayOutputStream();
        var console = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            office.target("Mine", office.discord.webhook("1", "10"));
            office.discord.script(Fault.answerLost(), Fault.html(502), Fault.redirect(307, "https://x.example/" + FakeDiscord.TOKEN),
                    Fault.json(401, "{\"code\": 50027, \"message\": \"Invalid Webhook Token\"}"));
            muchHappens();
        } finally {
            System.setErr(console);
        }
        var text = log.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("takes no messages any more"), text);
        assertFalse(text.contains(FakeDiscord.TOKEN) || text.contains("/webhooks/"), text);
    }

    private void muchHappens() {
        read("User", 1, "2.0");
        read("Power User", 2, "1.0");
        read("Elite", 3, "0.9");
        for (int i = 0; i < 8; i++) {
            office.poll(tracker, new Outcome.Failed(new PollFailure(PollFailure.Reason.SITE_ERROR, "aither.cc answered 500.")));
            office.live(Duration.ofHours(1));
        }
        read("Elite", 3, "0.9");
        office.poll(tracker, new Outcome.Failed(new PollFailure(PollFailure.Reason.CREDENTIAL_REFUSED, "aither.cc refuses the key.")));
        office.live(Duration.ofHours(12));
    }

    private void read(String rank, int hitAndRuns, String ratio) {
        office.reads(tracker, Map.of(Field.USERNAME, new Value.Text("user-of-Alphabet"), Field.CLASS, new Value.Text(rank),
                Field.HIT_AND_RUNS, new Value.Count(hitAndRuns), Field.SEEDING, new Value.Count(3),
                Field.RATIO, Ratio.finite(ratio)));
        office.live(Duration.ofHours(1));
    }
}
