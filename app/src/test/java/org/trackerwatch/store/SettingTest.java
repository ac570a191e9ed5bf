package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {

    @TempDir
    private Path directory;

    private TestStore store;

    @BeforeEach
    void open() {
        store = new TestStore(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_is_not_set_has_its_fallback() {
        assertEquals(Duration.ofHours(1), store.read(Setting.POLL_INTERVAL::in));
        assertEquals(true, store.read(Setting.STORE_USERNAMES::in));
        assertEquals(Optional.empty(), store.read(Setting.RETENTION::in));
        assertEquals(Optional.of(Duration.ofDays(730)), store.read(Setting.EVENT_RETENTION::in));
    }

    @Test
    void each_setting_tells_itself_and_allows_its_own_fallback() {
        var keys = new HashSet<String>();
        for (var setting : Setting.ALL) {
            assertTrue(keys.add(setting.key()), setting.key());
            assertTrue(setting.meaning().endsWith("."), setting.meaning());
            assertEquals(setting.fallback(), store.get(tx -> setting.set(tx, setting.fallback())).value());
            assertFalse(store.read(setting::current).changed());
            assertEquals(setting, Setting.named(setting.key()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "poll-interval, 15m, 15m", "poll-interval, ' 2H ', 2h", "poll-interval, 7d, 7d", "poll-interval, 1d, 1d",
        "store-usernames, OFF, off", "store-usernames, on, on", "retention, 7d, 7d", "retention, 26w, 26w",
        "retention, Forever, forever",
        "trusted-proxies, 10.0.0.0/8, 10.0.0.0/8", "trusted-proxies, fc00::/7, fc00::/7", "trusted-proxies, '::1, 104.16.0.0/13', '::1, 104.16.0.0/13'",
        "auth-header, Remote-User, remote-user", "auth-header, X-Forwarded-User, x-forwarded-user",
        "auth-header, X-authentik-username, x-authentik-username",
        "control-check, https://Example.org/Path?Tok=aB, https://Example.org/Path?Tok=aB", "control-check, OFF, off", "control-check, HTTPS://x.example/A, HTTPS://x.example/A",
        "event-retention, 5y, 5y", "EVENT_RETENTION, forever, forever"
    })
    void what_is_allowed_is_kept_as_it_was_meant(String key, String written, String kept) {
        var setting = Setting.named(key);
        var current = store.get(tx -> setting.set(tx, written));
        assertEquals(kept, current.value());
        assertEquals(current, store.read(setting::current));
        assertEquals(!kept.equals(setting.fallback()), current.changed());
    }

    @ParameterizedTest
    @CsvSource({
        "poll-interval, 14m", "poll-interval, 8d", "poll-interval, 60", "poll-interval, often", "poll-interval, ''",
        "poll-interval, -30m",
        "poll-interval, 1.5h", "poll-interval, 99999999999m", "poll-interval, forever", "store-usernames, yes",
        "store-usernames, 1",
        "store-usernames, ''", "retention, 6d", "retention, 0d", "retention, never", "retention, 2", "retention, ever",
        "control-check, http://169.254.169.254/x", "control-check, https://[fe80::1]/x", "control-check, https://2852039166/",
        "control-check, http://0.0.0.0/", "control-check, http://[::]/", "control-check, http://224.0.0.1/",
        "oidc-issuer, https://169.254.169.254/", "oidc-issuer, https://id.example/?realm=a", "oidc-issuer, https://id.example/#a",
        "trusted-proxies, 0.0.0.0/0", "trusted-proxies, ::/0", "trusted-proxies, 128.0.0.0/1", "trusted-proxies, 2000::/3", "trusted-proxies, 0.0.0.0/7",
        "trusted-proxies, '127.0.0.1, ::/1'", "auth-header, user-agent", "auth-header, Host", "auth-header, accept", "auth-header, Cookie", "auth-header, origin",
        "auth-header, Content-Type", "auth-header, authorization", "auth-header, x-forwarded-for", "auth-header, X-Api-Key", "auth-header, Sec-Fetch-Mode",
        "auth-header, Accept-Language",
        "event-retention, 1h", "event-retention, two years", "event-retention, 1y6m"
    })
    void what_is_not_allowed_is_refused_with_what_is(String key, String value) {
        var setting = Setting.named(key);
        var refusal = assertThrows(IllegalArgumentException.class, () -> store.get(tx -> setting.set(tx, value)));
        assertEquals("“" + value + "” is no value for " + key + ". Allowed is " + setting.allowed() + ".",
                refusal.getMessage());
        assertEquals(setting.fallback(), store.read(setting::current).value());
    }

    @Test
    void no_neutral_address_is_asked_until_one_is_named() {
        assertEquals(Optional.empty(), store.read(Setting.CONTROL_CHECK::in));
        store.write(tx -> Setting.CONTROL_CHECK.set(tx, "http://network-test.debian.org/nm"));
        assertEquals(Optional.of(URI.create("http://network-test.debian.org/nm")), store.read(Setting.CONTROL_CHECK::in));
    }

    @Test
    void a_mistyped_setting_brings_the_nearest_and_all() {
        assertEquals("There is no setting “poll-intervall”. Did you mean poll-interval? The settings are"
                + " poll-interval, store-usernames, retention, event-retention, backup-every, backup-daily, backup-weekly, backup-monthly, backup-folder, control-check, ping-allow-private, allowed-hosts, trusted-proxies, auth-header, auth-header-allowed, oidc-issuer, oidc-client-id, oidc-allowed, ping-url.",
                assertThrows(IllegalArgumentException.class, () -> Setting.named("poll-intervall")).getMessage());
        assertEquals("There is no setting “colour”. The settings are poll-interval, store-usernames, retention,"
                + " event-retention, backup-every, backup-daily, backup-weekly, backup-monthly, backup-folder, control-check, ping-allow-private, allowed-hosts, trusted-proxies, auth-header, auth-header-allowed, oidc-issuer, oidc-client-id, oidc-allowed, ping-url.",
                assertThrows(IllegalArgumentException.class, () -> Setting.named("colour")).getMessage());
    }

    @Test
    void a_value_that_was_spoilt_outside_is_told() {
        store.write(tx -> tx.update("INSERT INTO setting VALUES ('poll-interval', 'soon')"));
        var refusal = assertThrows(StoreException.class, () -> store.read(Setting.POLL_INTERVAL::in));
        assertEquals("The setting poll-interval can't be read from the database. Set it anew: allowed is a length from"
                + " 15m to 7d, such as 30m, 1h or 1d.", refusal.getMessage());
    }
}
