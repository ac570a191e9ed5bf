package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What must not be read in a message, wherever a tracker or a user may have put it.
final class PrivacyTest {

    private static final List<Rule> RULES = Stream.concat(Life.RULES.stream(), Stream.of(
            Rules.of("zz-bonus", new FigureCondition.Rises(Field.BONUS, BigDecimal.ONE),
                    "{site} {name}: my quokka points at Zanzibar", "{before} → {after} at zanzi.example, quokkas!"),
            Rules.of("zz-name", new FigureCondition.Changes(Field.USERNAME), "{before} is {after} on {tracker}", "{before}"))).toList();

    static Stream<Long> seeds() {
        return IntStream.range(0, 25).mapToObj(Long::valueOf);
    }

    /// The names come in any capitals and are hidden in every text that a site or a user has written.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void with_the_name_hidden_nothing_gives_the_tracker_away(long seed) {
        var random = new Random(seed);
        var names = List.of(variant(random, "Quokkas"), "zanzibar-hd", variant(random, "Zanzibar"), "ZZB", variant(random, "zanzi.example"),
                variant(random, "Grand Wombat"), variant(random, "marvin42"), "Wombucks");
        var life = life(names, random);
        var naming = new Naming(names.get(2), List.of(names.get(3)), List.of(names.get(4)), Optional.of(names.get(7)));
        for (boolean usernames : new boolean[] {true, false}) {
            for (var text : texts(life, new Wording(life.tracker, naming, Targets.HIDING, usernames, ZoneOffset.UTC))) {
                names.forEach(name -> assertFalse(text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)),
                        () -> "“" + name + "” stands in “" + text + "”"));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void with_user_names_off_no_text_holds_one(long seed) {
        var random = new Random(seed);
        var names = List.of("Quokkas", "zanzibar-hd", "Zanzibar", "ZZB", "zanzi.example", "Wombat of marvin42", variant(random, "marvin42"), "Wombucks");
        var life = life(names, random);
        var naming = new Naming("Zanzibar", List.of(), List.of(), Optional.empty());
        var texts = texts(life, new Wording(life.tracker, naming, Targets.PLAIN, false, ZoneOffset.UTC));
        texts.forEach(text -> assertFalse(text.toLowerCase(Locale.ROOT).contains("marvin42"), text));
        assertTrue(texts.stream().anyMatch(text -> text.contains(Mask.DOTS)));
        assertTrue(texts.stream().anyMatch(text -> text.contains("Quokkas")), "the tracker is named all the same");
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_s_own_words_are_replaced_by_what_kind_it_is(Reason reason) {
        var life = new Life();
        IntStream.range(0, 3).forEach(_ -> life.polls(new Outcome.Failed(new PollFailure(reason, "aquarium.example says no to marvin42"))));
        var message = message(life, Targets.HIDING, true);
        assertTrue(message.title().startsWith("A tracker"), message.title());
        assertTrue(message.title().contains(ReasonText.of(reason).reason()), message.title());
        assertFalse(message.text().contains("marvin42"));
        assertEquals(reason.next() == PollFailure.Next.STOP, message.text().contains("NAME"), "commands name no tracker");
    }

    @Test
    void a_class_is_not_named_but_its_change_is_told() {
        var message = message(new Life().reads("class", "Guppy").reads("class", "Shark", "seeding", "3"), Targets.HIDING, true);
        assertEquals("A tracker: the account's class has changed", message.title());
        assertEquals(List.of(new Message.Figure("Seeding", "3")), message.figures());
    }

    @Test
    void the_currency_is_not_named() {
        var message = message(new Life().reads("warned", "true", "bonus", "5"), Targets.HIDING, true);
        assertEquals(List.of(new Message.Figure("Bonus", "5")), message.figures());
    }

    @Test
    void numbers_stay() {
        assertEquals("A tracker: ratio fell 2.00 → 1.80", message(new Life().reads("ratio", "2").reads("ratio", "1.8"), Targets.HIDING, true).title());
    }

    @Test
    void a_user_name_within_a_site_s_sentence_is_masked_whatever_its_capitals() {
        var life = new Life().polls(Life.read("username", "marvin", "ratio", "1"));
        life.tracker = new Tracker(7, "Aquarium", "aquarium", Optional.empty(), Optional.of("Marvin"), Duration.ofHours(1),
                Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, Life.BIRTH);
        life.polls(new Outcome.Failed(new PollFailure(Reason.ACCOUNT_BANNED, "https://x.example/u/MARVIN: marvin's account is banned.")));
        assertTrue(message(life, Targets.PLAIN, false).text().startsWith("https://x.example/u/•••••: •••••'s account is banned."));
        assertTrue(message(life, Targets.PLAIN, true).text().contains("MARVIN"));
    }

    @Test
    void a_short_user_name_is_masked_as_a_word_and_not_within_others() {
        var life = new Life();
        life.tracker = new Tracker(7, "Aquarium", "aquarium", Optional.empty(), Optional.of("al"), Duration.ofHours(1),
                Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, Life.BIRTH);
        life.polls(new Outcome.Failed(new PollFailure(Reason.ACCOUNT_BANNED, "Al, your personal page is final.")));
        assertTrue(message(life, Targets.PLAIN, false).text().startsWith("•••••, your personal page is final."));
    }

    private static Message message(Life life, Target target, boolean usernames) {
        var event = life.events().getLast();
        var naming = new Naming("Aquarium", List.of(), List.of("aquarium.example"), Optional.of("Bubbles"));
        return new Wording(life.tracker, naming, target, usernames, ZoneOffset.UTC).message(event, Life.rule(event.rule()), event.at());
    }

    private static String variant(Random random, String name) {
        return switch (random.nextInt(3)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> name.toLowerCase(Locale.ROOT);
            default -> name;
        };
    }

    /// Polls whose every text has all the names in it.
    private static Life life(List<String> names, Random random) {
        var life = Life.ofRules(RULES);
        life.tracker = new Tracker(7, names.getFirst(), names.get(1), Optional.of("https://" + names.get(4) + ":8443/x"), Optional.of(names.get(6)),
                Duration.ofHours(1), Optional.of(new BigDecimal("0.6")), Optional.empty(), Tracker.Mode.ACTIVE, Instant.EPOCH);
        var sentence = String.join(" and ", names) + " at https://" + names.get(4) + "/user/" + names.get(6);
        for (int i = 0; i < 40; i++) {
            if (random.nextInt(3) == 0) {
                var reasons = Reason.values();
                life.polls(new Outcome.Failed(new PollFailure(reasons[random.nextInt(reasons.length)], sentence)));
            } else {
                life.reads("username", random.nextBoolean() ? names.get(6) : names.get(6) + "x", "class", random.nextBoolean() ? names.get(5) : sentence,
                        "ratio", random.nextInt(20) / 10.0 + "", "bonus", random.nextInt(9) + "", "seeding", random.nextInt(2) + "",
                        "uploaded", random.nextInt(5) == 0 ? "0 B" : "5 TiB", "hit_and_runs", random.nextInt(3) + "");
            }
        }
        return life;
    }

    /// Everything that a target could read of this life; its code is made by a hash, and may spell anything.
    private static List<String> texts(Life life, Wording wording) {
        var messages = new ArrayList<Message>();
        for (var event : life.events()) {
            var rule = RULES.stream().filter(any -> any.key().equals(event.rule())).findFirst().orElseThrow();
            messages.add(wording.message(event, rule, event.at().plus(Duration.ofHours(3))));
            CatchUp.of(List.of(event), rule, wording.target(), life.state).ifPresent(late -> messages.add(wording.message(late, new Verdict.Held(life.now), rule, life.now)));
            Reminder.of(life.tracker, life.terms, rule, Targets.PLAIN, life.state, life.now).ifPresent(again -> messages.add(wording.message(again, rule, life.now)));
        }
        assertTrue(messages.size() > 20, "an eventful life");
        return messages.stream().flatMap(message -> Stream.concat(Stream.of(message.title(), message.text(), message.note().orElse(""),
                message.told().toString()), message.figures().stream().flatMap(figure -> Stream.of(figure.name(), figure.value())))).toList();
    }

    @Test
    void our_own_words_have_no_holes_that_would_tell_the_name() {
        var life = new Life();
        life.tracker = new Tracker(7, "Ratio", "it", Optional.empty(), Optional.of("fell"), Duration.ofHours(1),
                Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, Life.BIRTH);
        life.reads("ratio", "2").reads("ratio", "1.8");
        assertEquals("A tracker: ratio fell 2.00 → 1.80", message(life, Targets.HIDING, false).title());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZANZIBARs", "#Zanzibars", "Zanz\u200bibar", "Zan\u00adzi\u00adbar", "zanzi-bar", "Z.a.n.z.i.b.a.r", "my_zanzi_bar2"})
    void a_name_is_masked_however_it_is_glued_or_taken_apart(String spelling) {
        var masked = Mask.anywhere(List.of("Zanzibar")).over("points at " + spelling + " today");
        assertTrue(masked.matches("points at \\S*•••••\\S* today"), masked);
    }

    @Test
    void a_short_name_is_no_part_of_other_words() {
        assertEquals("••••• has habits", Mask.anywhere(List.of("AB")).over("A\u200bB has habits"));
    }
}
