package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

final class LinkLocalTest {

    private static List<InetAddress> addresses(String... texts) {
        return List.of(texts).stream().map(InetAddress::ofLiteral).toList();
    }

    private static PollFailure asked(String base, String... resolved) throws IOException {
        var http = new OkHttpClient.Builder().dns(_ -> addresses(resolved)).build();
        try (var harbour = new Harbour(http, Duration.ofSeconds(10))) {
            return failure(harbour.reader.read(new Account(definition(), URI.create(base), Optional.empty(), KEY, Optional.empty(), Map.of())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "169.254.0.1", "[fe80::1]", "[febf::1]", "[fd00:ec2::254]", "[::ffff:169.254.169.254]",
            "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::1]"})
    void no_tracker_is_asked_where_clouds_keep_their_secrets(String host) throws IOException {
        assertTrue(LinkLocal.objection(host).orElseThrow().contains("link-local"));
        var failure = asked("http://" + host + "/");
        assertEquals(Reason.NOT_FOUND, failure.reason());
        assertTrue(failure.detail().contains("link-local"), failure.detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.1.2.3", "[::]", "224.0.0.1", "239.1.1.1", "255.255.255.255", "[ff02::1]", "[::ffff:0.0.0.0]"})
    void nor_what_is_no_one_machine_s(String host) throws IOException {
        assertTrue(LinkLocal.objection(host).orElseThrow().contains("no one machine"));
        assertTrue(asked("http://" + host + "/").detail().contains("no one machine"));
        assertTrue(asked("http://harbour.example/", host.replaceAll("[\\[\\]]", "")).detail().contains("no one machine"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254:80", "socks5://[fe80::1]:1080", "http://user:pass@[fd00:ec2::254]:8080", "socks5://0.0.0.0:1080",
            "http://[::]:8080", "socks5://224.0.0.1"})
    void nor_is_anything_of_it_a_proxy(String proxy) {
        var refusal = assertThrows(ProxyAddress.Unusable.class, () -> ProxyAddress.of(proxy));
        assertTrue(String.valueOf(refusal.getMessage()).contains("Nothing is asked of it"), refusal.getMessage());
        assertFalse(String.valueOf(refusal.getMessage()).contains("pass"));
    }

    @Test
    void nor_by_a_proxy_s_name() throws IOException {
        var http = new OkHttpClient.Builder().dns(_ -> addresses("169.254.169.254")).build();
        try (var harbour = new Harbour(http, Duration.ofSeconds(10))) {
            var account = new Account(definition(), URI.create("http://harbour.example"), Optional.empty(), KEY,
                    Optional.of(new Secret("http://proxy.example:8080")), Map.of());
            assertTrue(failure(harbour.reader.read(account)).detail().contains("link-local"));
        }
    }

    @Test
    void any_client_can_be_kept_away() {
        var away = LinkLocal.away(new OkHttpClient.Builder().dns(_ -> addresses("169.254.169.254")).build());
        for (var host : List.of("169.254.169.254", "id.example", "0.0.0.0")) {
            var request = new Request.Builder().url("http://" + host + "/").build();
            assertThrows(LinkLocal.Refused.class, () -> away.newCall(request).execute());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "192.168.1.5", "10.0.0.1", "[::1]", "[fd00::7]", "[fec0::1]", "169.253.1.1", "tracker.example", "[64:ff9b::0808:0808]"})
    void one_s_own_network_and_machine_are_fine(String host) {
        assertEquals(Optional.empty(), LinkLocal.objection(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"harbour.example", "2852039166"})
    void nor_by_a_name_or_another_way_to_write_it(String host) throws IOException {
        var failure = asked("http://" + host + "/", "169.254.169.254");
        assertEquals(Reason.NOT_FOUND, failure.reason());
        assertTrue(failure.detail().contains("link-local"), failure.detail());
    }

    @Test
    void of_a_name_s_addresses_the_others_are_used() throws UnknownHostException {
        var dns = new LinkLocal(_ -> addresses("fe80::1", "192.168.1.5", "169.254.1.1"));
        assertEquals(addresses("192.168.1.5"), dns.lookup("nas.local"));
    }

    @Test
    void a_control_check_leads_there_no_more_than_a_tracker() throws IOException {
        try (var harbour = new Harbour(new OkHttpClient(), Duration.ofSeconds(10))) {
            assertTrue(harbour.reader.reach(URI.create("http://169.254.169.254/"), Optional.empty()).orElseThrow().detail().contains("link-local"));
        }
    }
}
