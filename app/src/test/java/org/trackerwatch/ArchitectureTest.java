package org.trackerwatch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.Serializable;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Rank;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Spans;
import org.trackerwatch.trackers.Value;

/// The walls of the house, over both modules. An exception to a wall stands in its rule, with the reason.
final class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.trackerwatch");

    private static final Pattern SECRET =
            Pattern.compile("token|key|password|cookie|secret|webhook", Pattern.CASE_INSENSITIVE);

    @Test
    void both_modules_are_looked_at() {
        HOUSE.get("org.trackerwatch.trackers.Secret");
        HOUSE.get("org.trackerwatch.store.Database");
    }

    @Test
    void core_is_pure() {
        check(classes().that().resideInAPackage("..core..").should().onlyDependOnClassesThat(
                resideInAnyPackage("java.lang..", "java.math", "java.nio.charset", "java.text", "java.time..", "java.util", "java.util.function",
                        "java.util.regex", "java.util.stream", "org.jspecify..", "..trackerwatch.core..")
                .or(belongToAnyOf(AccountStats.class, ByteSize.class, Field.class, Outcome.class, PollFailure.class,
                        Rank.class, Ratio.class, Secret.class, Spans.class, Value.class, Serializable.class))));
    }

    @Test
    void what_core_holds_never_changes() {
        check(classes().that().resideInAPackage("..core..").and().areNotInterfaces().should().haveOnlyFinalFields());
    }

    @Test
    void libraries_stay_behind_their_doors() {
        only("okhttp3..", type("trackers.Site", "trackers.Detour", "trackers.Reader", "trackers.LinkLocal", "deliver.Wire", "deliver.Guard", "indexers.LocalApi", "App", "Polling",
                "Delivering", "Doors", "IdentityHttp", "demo.LoopbackOnly"));
        only("jakarta.mail..", type("deliver.Smtp"));
        only("org.eclipse.angus..", type("deliver.Smtp"));
        only("io.javalin..", type("web.Server", "web.Line"));
        only("org.eclipse.jetty..", type("web.Server", "web.Limits", "web.Unheard", "web.Answering"));
        only("jakarta.servlet..", type("web.Server", "web.Line"));
        only("com.password4j..", resideInAPackage("org.trackerwatch.web.access.."));
        only("io.nayuki..", resideInAPackage("org.trackerwatch.web.access.."));
        only("io.prometheus..", resideInAPackage("org.trackerwatch.web.."));
        only("org.jsoup..", resideInAPackage("org.trackerwatch.trackers.."));
        only("java.sql..", resideInAPackage("org.trackerwatch.store.."));
        only("com.samskivert..", type("deliver.PayloadTemplate"));
        only("org.sqlite..", resideInAPackage("org.trackerwatch.store.."));
        only("picocli..", resideInAPackage("org.trackerwatch.cli..").or(type("Main")));
    }

    /// `App` and `Main` lie above these packages, and `App` alone brings them together.
    @Test
    void arrows_point_one_way() {
        knowsOnly("trackers");
        knowsOnly("core", "trackers");
        knowsOnly("store", "core", "trackers");
        knowsOnly("poll", "store", "core", "trackers");
        knowsOnly("deliver", "store", "core", "trackers");
        knowsOnly("indexers", "core", "trackers");
        check(slices().matching("org.trackerwatch.(*)..").should().beFreeOfCycles());
    }

    @Test
    void the_doors_for_people_reach_the_loops_through_the_app() {
        check(noClasses().that().resideInAnyPackage("..trackerwatch.cli..", "..trackerwatch.demo..", "..trackerwatch.report..",
                "..trackerwatch.web..")
                .should().dependOnClassesThat().resideInAnyPackage("..trackerwatch.poll..", "..trackerwatch.deliver.."));
    }

    /// `App` is the one way to its parts, and each part makes what is its own.
    @Test
    void the_app_alone_puts_the_loops_together() {
        made("App", "Stores", "Polling", "Delivering");
        made("Stores", "store.Registry", "store.Targets");
        made("Polling", "poll.Bookkeeper", "poll.Network", "poll.Lookout", "poll.Poller", "poll.Scheduler");
        made("Delivering", "store.Outbox", "store.Leases", "store.Letters", "deliver.Dispatcher");
    }

    @Test
    void the_clock_has_one_door() {
        check(noClasses().that(not(type("trackers.Time"))).should().accessTargetWhere(member(
                "java.time.*.now", "java.time.Clock.system*", "java.lang.System.currentTimeMillis", "java.lang.System.nanoTime",
                "java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep",
                "java.util.concurrent.locks.LockSupport.park*", "java.util.Date.<init>")));
    }

    @Test
    void chance_has_one_door() {
        check(noClasses().that(not(type("Doors"))).should().accessTargetWhere(member(
                "java.lang.Math.random", "java.util.UUID.randomUUID", "java.util.concurrent.ThreadLocalRandom.current",
                "java.util.Random.<init>", "java.security.SecureRandom.<init>", "java.util.random.RandomGenerator.getDefault",
                "java.util.random.RandomGenerator.of", "java.util.Collections.shuffle")));
    }

    @Test
    void no_secret_is_a_string() {
        check(noFields().should(be(textNamedAsASecret())));
    }

    /// Each of these puts it on the wire, reads what was pasted, seals it, or takes it out of a page or a preview.
    @Test
    void few_reveal_secrets() {
        check(noClasses().that(not(type(
                "trackers.Secret", "trackers.Site", "trackers.Detour", "trackers.CookieJar", "trackers.Veil", "trackers.Pasted",
                "trackers.PastedLogin", "trackers.LoginText", "trackers.Keyring", "trackers.Totp", "trackers.Substitutes",
                "trackers.ProxyAddress", "trackers.Socks5", "store.Vault", "store.Destination", "store.Tokens", "store.ApiKeys", "store.OidcErrands", "Webhooks",
                "IdentityHttp", "report.KeyReport", "web.access.Oidc", "web.access.Provider", "cli.WebKeyCommand", "web.access.Authenticator", "web.access.Codes", "web.access.Cookies", "web.access.Passwords", "web.access.Reception", "SetupLink",
                "indexers.LocalApi", "indexers.Matching",
                "demo.Demo",
                "deliver.Apprise",
                "deliver.AppriseAddress",
                "deliver.Discord",
                "deliver.DiscordAddress",
                "deliver.Email",
                "deliver.EmailAddress",
                "deliver.Fingerprint",
                "deliver.Make",
                "deliver.Matrix",
                "deliver.MatrixAddress",
                "deliver.Pushover",
                "deliver.PushoverAddress",
                "deliver.Scrub",
                "deliver.Signing",
                "deliver.Gotify",
                "deliver.GotifyAddress",
                "deliver.HomeAssistant",
                "deliver.HomeAssistantAddress",
                "deliver.Ntfy",
                "deliver.NtfyAddress",
                "deliver.OwnServer",
                "deliver.Slack",
                "deliver.SlackAddress",
                "deliver.Smtp",
                "deliver.Specimen",
                "deliver.Teams",
                "deliver.Telegram",
                "deliver.TelegramAddress",
                "deliver.Webhook",
                "deliver.WebhookAddress",
                "deliver.WebhookSettings",
                "deliver.Wire",
                "deliver.Zapier"))).should().accessTargetWhere(member(Secret.class.getName() + ".reveal")));
    }

    /// So that one serves every target at once, and adding one touches no other.
    @Test
    void a_notifier_remembers_nothing_and_stands_alone() {
        var notifiers = implement("org.trackerwatch.deliver.Notifier");
        check(classes().that(notifiers).should().haveOnlyFinalFields());
        check(noClasses().that(notifiers).should().dependOnClassesThat(notifiers));
    }

    @Test
    void only_the_command_line_prints() {
        check(noClasses().that(not(type("Main").or(resideInAPackage("org.trackerwatch.cli.."))))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS));
    }

    @Test
    void a_name_says_what_a_thing_is() {
        check(noClasses().should().haveNameMatching(
                ".*(Service|Manager|Helper|Util|Utils|Impl|Abstract|Base)(\\p{Lu}.*)?"));
    }

    @Test
    void nothing_static_changes() {
        check(fields().that().areStatic().should().beFinal());
    }

    /// An enum whose constants have bodies is the one class that can't be final.
    @Test
    void classes_are_not_for_inheriting() {
        check(classes().that().areNotInterfaces().and().areNotEnums().and().areNotAnonymousClasses()
                .should().haveModifier(JavaModifier.FINAL));
    }

    @Test
    void each_package_declares_its_nullness() {
        check(classes().should(be(describe("in a package that is @NullMarked",
                found -> found.getPackage().isAnnotatedWith(NullMarked.class)))));
    }

    /// In Turkish the small letter of I has no dot, in Arabic the digits are others; files, JSON and logs are the same
    /// everywhere.
    @Test
    void nothing_is_written_in_the_machine_s_language() {
        check(noClasses().should().callMethod(String.class, "toLowerCase").orShould().callMethod(String.class, "toUpperCase")
                .orShould().callMethod(String.class, "format", String.class, Object[].class)
                .orShould().callMethod(String.class, "formatted", Object[].class));
    }

    @Test
    void failures_have_names() {
        check(GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
    }

    private static void only(String library, DescribedPredicate<JavaClass> doors) {
        check(noClasses().that(not(doors)).should().dependOnClassesThat().resideInAPackage(library));
    }

    /// Nobody but the maker makes these.
    private static void made(String maker, String... parts) {
        check(noClasses().that(not(type(maker))).should().accessTargetWhere(member(
                Stream.of(parts).map(part -> "org.trackerwatch." + part + ".<init>").toArray(String[]::new))));
    }

    private static void knowsOnly(String name, String... others) {
        var allowed = Stream.concat(Stream.of(name), Stream.of(others)).map(ArchitectureTest::inside).toArray(String[]::new);
        check(classes().that().resideInAPackage(inside(name)).should().onlyDependOnClassesThat(
                resideInAnyPackage(allowed).or(resideOutsideOfPackage("org.trackerwatch.."))));
    }

    private static String inside(String name) {
        return "org.trackerwatch." + name + "..";
    }

    /// These classes, and what is nested in them.
    private static DescribedPredicate<JavaClass> type(String... names) {
        return describe(String.join(", ", names), found -> Stream.of(names).map("org.trackerwatch."::concat)
                .anyMatch(name -> found.getName().equals(name) || found.getName().startsWith(name + "$")));
    }

    /// Methods, constructors and fields by name; `*` stands for any rest of a word.
    private static DescribedPredicate<JavaAccess<?>> member(String... names) {
        var patterns = Stream.of(names).map(name -> Pattern.compile(
                name.replace(".", "\\.").replace("*", "\\w*"))).toList();
        return describe(String.join(", ", names), access -> patterns.stream().anyMatch(pattern -> pattern.matcher(
                access.getTarget().getOwner().getName() + "." + access.getTarget().getName()).matches()));
    }

    /// Constants are the names of headers and form fields. A plain `key` is the name of a rule, a setting or an entry; a
    /// secret one is an `apiKey` or a `passkey`.
    private static DescribedPredicate<JavaField> textNamedAsASecret() {
        return describe("text that is named like a secret", field -> SECRET.matcher(field.getName()).find()
                && !field.getName().equals("key")
                && !field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL))
                && field.getType().getAllInvolvedRawTypes().stream().anyMatch(type -> type.isEquivalentTo(String.class))
                && field.getType().getAllInvolvedRawTypes().stream().noneMatch(type -> type.isEquivalentTo(Secret.class)));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
