package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads recorded answers of real engines, whose accounts' true figures are known, where there are any: the
/// environment variable `TRACKERWATCH_CAPTURES` or the system property of that name says in which folder.
class CapturesTest {

    private static final String WHERE = "TRACKERWATCH_CAPTURES";

    private static final Reader READER =
            new Reader(new OkHttpClient(), Time.SYSTEM, RandomGenerator.getDefault());

    private static Path folder() {
        var name = Optional.ofNullable(System.getProperty(WHERE)).orElse(System.getenv(WHERE));
        assumeTrue(name != null, WHERE + " names no folder of recordings");
        return Path.of(name);
    }

    @TestFactory
    Stream<DynamicTest> unit3d_by_its_api() throws IOException {
        return accounts("unit3d-8.3.6", List.of("banned"), "unit3d", account -> Map.of("api", account + "_api.json"));
    }

    @TestFactory
    Stream<DynamicTest> unit3d_by_the_profile_alone() throws IOException {
        return accounts("unit3d-8.3.6", List.of("banned"), "unit3d", account -> Map.of("profile", account + "_profile.html"));
    }

    @TestFactory
    Stream<DynamicTest> unit3d_by_both() throws IOException {
        return accounts("unit3d-8.3.6", List.of("banned"), "unit3d",
                account -> Map.of("api", account + "_api.json", "profile", account + "_profile.html"));
    }

    @TestFactory
    Stream<DynamicTest> gazelle_by_both_requests() throws IOException {
        return accounts("gazelle-ops-2023", List.of("disabled"), "gazelle",
                account -> Map.of("index", account + "_api_index.json", "user", account + "_api_user_self.json"));
    }

    @TestFactory
    Stream<DynamicTest> gazelle_by_the_index_alone() throws IOException {
        return accounts("gazelle-ops-2023", List.of("disabled"), "gazelle", account -> Map.of("index", account + "_api_index.json"));
    }

    @TestFactory
    Stream<DynamicTest> gazelle_by_the_page() throws IOException {
        return accounts("gazelle-ops-2023", List.of("disabled"), "gazelle", account -> Map.of("page", account + "_user_page.html"));
    }

    @TestFactory
    Stream<DynamicTest> nexusphp_in_english() throws IOException {
        return accounts("nexusphp-1.8.13", List.of("disabled"), "nexusphp",
                account -> Map.of("index", account + "_en_index.html", "details", account + "_en_userdetails.html"));
    }

    @TestFactory
    Stream<DynamicTest> nexusphp_in_chinese() throws IOException {
        return accounts("nexusphp-1.8.13", List.of("disabled"), "nexusphp",
                account -> Map.of("index", account + "_chs_index.html", "details", account + "_chs_userdetails.html"));
    }

    @TestFactory
    Stream<DynamicTest> nexusphp_by_either_page_alone() throws IOException {
        return Stream.concat(
                accounts("nexusphp-1.8.13", List.of("disabled"), "nexusphp", account -> Map.of("index", account + "_chs_index.html")),
                accounts("nexusphp-1.8.13", List.of("disabled"), "nexusphp", account -> Map.of("details", account + "_chs_userdetails.html")));
    }

    @ParameterizedTest
    @CsvSource({
        "unit3d-8.3.6,     unit3d,   api,     api_nokey.html,                   credential-refused",
        "unit3d-8.3.6,     unit3d,   api,     api_nokey_acceptjson.json,        credential-refused",
        "unit3d-8.3.6,     unit3d,   api,     api_wrongkey.html,                credential-refused",
        "unit3d-8.3.6,     unit3d,   api,     api_wrongkey_acceptjson.json,     credential-refused",
        "unit3d-8.3.6,     unit3d,   api,     api_wrongbearer_acceptjson.json,  credential-refused",
        "unit3d-8.3.6,     unit3d,   api,     api_ratelimited.html,             rate-limited",
        "unit3d-8.3.6,     unit3d,   api,     api_ratelimited_acceptjson.json,  rate-limited",
        "unit3d-8.3.6,     unit3d,   api,     banned_api.json,                  account-banned",
        "unit3d-8.3.6,     unit3d,   profile, banned_profile.html,              session-expired",
        "unit3d-8.3.6,     unit3d,   profile, loggedout_profile.html,           session-expired",
        "unit3d-8.3.6,     unit3d,   profile, loggedout_home.html,              session-expired",
        "unit3d-8.3.6,     unit3d,   profile, loggedout_login_page.html,        session-expired",
        "gazelle-ops-2023, gazelle,  index,   api_nokey.html,                   credential-refused",
        "gazelle-ops-2023, gazelle,  user,    api_nokey_user.html,              credential-refused",
        "gazelle-ops-2023, gazelle,  index,   api_wrongtoken_try01.json,        credential-refused",
        "gazelle-ops-2023, gazelle,  index,   api_wrongtoken_try06.json,        credential-refused",
        "gazelle-ops-2023, gazelle,  index,   api_wrongtoken_try14.json,        address-banned",
        "gazelle-ops-2023, gazelle,  index,   api_bearer_prefix.json,           credential-refused",
        "gazelle-ops-2023, gazelle,  index,   api_ratelimited.json,             rate-limited",
        "gazelle-ops-2023, gazelle,  index,   api_badaction.json,               site-error",
        "gazelle-ops-2023, gazelle,  index,   disabled_api_index.json,          credential-refused",
        "gazelle-ops-2023, gazelle,  user,    disabled_api_user_self.json,      credential-refused",
        "gazelle-ops-2023, gazelle,  page,    disabled_user_page.html,          session-expired",
        "nexusphp-1.8.13,  nexusphp, index,   badcookie_index.html,             session-expired",
        "nexusphp-1.8.13,  nexusphp, index,   loggedout_index.html,             session-expired",
        "nexusphp-1.8.13,  nexusphp, index,   disabled_en_index.html,           session-expired",
        "nexusphp-1.8.13,  nexusphp, details, disabled_chs_userdetails.html,    session-expired",
        "nexusphp-1.8.13,  nexusphp, details, loggedout_userdetails.html,       session-expired",
        "nexusphp-1.8.13,  nexusphp, index,   loggedout_login_page_en.html,     session-expired",
        "nexusphp-1.8.13,  nexusphp, index,   loggedout_login_page_chs.html,    session-expired",
        "nexusphp-1.8.13,  nexusphp, index,   loggedout_login_page_cht.html,    session-expired",
        "nexusphp-1.8.13,  nexusphp, index,   loggedout_login_page_captcha.html, session-expired",
        "nexusphp-1.8.13,  nexusphp, index,   login_wrongpassword.html,         session-expired",
    })
    void every_failure_has_its_own_reason(String engine, String platform, String page, String file, String reason) throws IOException {
        var saved = SavedPage.of(folder().resolve(engine).resolve(file));
        var outcome = READER.read(Definitions.bundled().find(platform).orElseThrow(), Map.of(page, saved));
        assertEquals(reason, assertInstanceOf(Outcome.Failed.class, outcome).failure().reason().key(), outcome.toString());
    }

    private interface Choice {
        Map<String, String> of(String account);
    }

    private static Stream<DynamicTest> accounts(String engine, List<String> without, String platform, Choice choice) throws IOException {
        var folder = folder().resolve(engine);
        var expected = JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
        return expected.properties().stream().filter(account -> !without.contains(account.getKey())).map(account -> {
            var files = choice.of(account.getKey());
            return DynamicTest.dynamicTest(account.getKey() + " " + files.keySet(), () -> {
                var pages = new HashMap<String, SavedPage>();
                for (var file : files.entrySet()) {
                    pages.put(file.getKey(), SavedPage.of(folder.resolve(file.getValue())));
                }
                var outcome = READER.read(Definitions.bundled().find(platform).orElseThrow(), pages);
                compare(account.getValue(), assertInstanceOf(Outcome.Read.class, outcome, outcome.toString()).stats());
                scrubbed(Definitions.bundled().find(platform).orElseThrow(), pages, outcome, account.getValue().get("username").asString());
            });
        });
    }

    /// What engines really put into their pages can be taken out of them, and the figures still come out.
    private static void scrubbed(Definition definition, Map<String, SavedPage> pages, Outcome outcome, String username) {
        var taken = new HashMap<String, Capture.Taken>();
        pages.forEach((name, page) -> taken.put(name, new Capture.Taken(page.answer(), name, page.askedByCookie())));
        var capture = new Capture(new Visit(outcome, Optional.empty(), Map.of(), List.of()), definition, taken, Set.of(), List.of(username), Map.of());
        var result = capture.scrubbed(READER);
        var clean = assertInstanceOf(Capture.Scrubbed.Clean.class, result, result.toString());
        clean.files().forEach((file, text) -> assertFalse(text.toLowerCase(Locale.ROOT).contains(username.toLowerCase(Locale.ROOT)), file));
    }

    private static void compare(JsonNode truth, AccountStats read) {
        var checks = new ArrayList<Executable>();
        checks.add(() -> near(truth.get("uploaded_bytes").asLong(), read.size(Field.UPLOADED).orElseThrow()));
        checks.add(() -> near(truth.get("downloaded_bytes").asLong(), read.size(Field.DOWNLOADED).orElseThrow()));
        checks.add(() -> ratio(truth, read.ratio().orElseThrow()));
        read.get(Field.BONUS).ifPresent(bonus -> checks.add(() -> assertTrue(
                ((Value.Amount) bonus).number().subtract(truth.get("bonus").asDecimal()).abs().compareTo(BigDecimal.ONE) < 0, bonus.toString())));
        for (var count : Map.of(Field.SEEDING, "seeding", Field.LEECHING, "leeching", Field.INVITES, "invites").entrySet()) {
            read.count(count.getKey()).ifPresent(number -> checks.add(() -> assertEquals(truth.get(count.getValue()).asLong(), number, count.getValue())));
        }
        read.flag(Field.WARNED).ifPresent(warned -> checks.add(() -> assertEquals(
                truth.has("warned") ? truth.get("warned").asBoolean() : truth.get("warnings_active").asInt() > 0, warned, "warned")));
        read.count(Field.HIT_AND_RUNS).ifPresent(number -> checks.add(() -> assertEquals(
                truth.has("hnr") ? truth.get("hnr").asLong() : truth.get("hnr_unreached").asLong(), number, "hit and runs")));
        read.count(Field.HIT_AND_RUNS_PENDING).ifPresent(number -> checks.add(() -> assertEquals(
                truth.get("hnr_inspecting").asLong(), number, "hit and runs")));
        // The recording of the disabled account's page needed a login, and a login enables the account again.
        boolean disabled = truth.path("disabled").asBoolean();
        read.text(Field.CLASS).filter(_ -> truth.has("class") && !disabled).ifPresent(name -> checks.add(() -> assertEquals(truth.get("class").asString(), name)));
        read.text(Field.USERNAME).ifPresent(name -> checks.add(() -> assertEquals(truth.get("username").asString(), name)));
        read.text(Field.USER_ID).ifPresent(id -> checks.add(() -> assertEquals(truth.get("id").asString(), id)));
        read.flag(Field.DONOR).ifPresent(donor -> checks.add(() -> assertEquals(truth.get("donor").asBoolean(), donor, "donor")));
        read.flag(Field.PARKED).ifPresent(parked -> checks.add(() -> assertEquals(truth.get("parked").asBoolean(), parked, "parked")));
        read.count(Field.TOKENS).filter(_ -> truth.has("fl_tokens")).ifPresent(number -> checks.add(() -> assertEquals(truth.get("fl_tokens").asLong(), number)));
        read.get(Field.REQUIRED_RATIO).ifPresent(ratio -> checks.add(() -> assertEquals(0,
                truth.get("required_ratio").asDecimal().compareTo(((Value.Amount) ratio).number()))));
        // Gazelle's page prints minutes.
        read.get(Field.JOINED).ifPresent(joined -> checks.add(() -> assertTrue(Duration.between(((Value.Moment) joined).at(),
                Instant.parse(truth.get("join_date").asString().replace(" UTC", "").replace(' ', 'T') + "Z")).toSeconds() < 60, joined.toString())));
        read.get(Field.JOINED).ifPresent(joined -> checks.add(() -> assertFalse(((Value.Moment) joined).at().isAfter(
                Instant.parse(truth.get("join_date").asString().replace(" UTC", "").replace(' ', 'T') + "Z")), joined.toString())));
        assertAll(checks);
    }

    private static void near(long truth, ByteSize read) {
        assertTrue(Math.abs(truth - read.bytes()) <= read.step(), () -> read + " (" + read.bytes() + ") is not " + truth);
    }

    private static void ratio(JsonNode truth, Ratio read) {
        if (!truth.get("ratio").isNull()) {
            var value = assertInstanceOf(Ratio.Finite.class, read).value();
            assertEquals(truth.get("ratio").asDouble(), value.doubleValue(), 0.01);
        } else if (truth.get("uploaded_bytes").asLong() == 0) {
            assertInstanceOf(Ratio.None.class, read);
        } else {
            assertInstanceOf(Ratio.Infinite.class, read);
        }
    }
}
