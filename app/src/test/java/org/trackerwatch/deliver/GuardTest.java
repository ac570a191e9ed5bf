package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.Call.Reach;
import org.trackerwatch.deliver.HttpCall.Method;
import org.trackerwatch.deliver.Wire.Outcome.Answered;
import org.trackerwatch.deliver.Wire.Outcome.Astray;
import org.trackerwatch.deliver.Wire.Outcome.Broken;
import org.trackerwatch.trackers.Secret;

/// A machine that must not be reached stands on the loopback; whoever reaches it is caught.
final class GuardTest {

    private final SettableTime time = new SettableTime();
    private final FakeDiscord discord = new FakeDiscord(time);
    private final List<String> asked = new ArrayList<>();
    private Map<String, List<String>> names = Map.of();

    private ServerSocket trap;

    @BeforeEach
    void listen() throws IOException {
        trap = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        trap.close();
        discord.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "2130706433", "127.1", "127.0.0.1.", "0177.0.0.1", "017700000001", "0x7f.0.0.1", "0x7f000001",
            "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "localhost", "localhost."})
    void this_machine_is_not_reached_in_any_spelling(String host) throws IOException {
        var outcome = send("https://" + host + ":" + trap.getLocalPort() + "/", Reach.PUBLIC);
        assertFalse(outcome instanceof Answered, outcome::toString);
        assertNobodyCame();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "https://2130706433/", "https://[::1]/", "https://192.168.1.5/hook", "https://10.1.2.3/"})
    void an_address_in_the_user_s_network_is_refused_with_what_to_do(String url) {
        assertTrue(assertInstanceOf(Astray.class, send(url, Reach.PUBLIC)).reason().contains("--allow-private"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "2852039166", "0.0.0.0", "0", "[fe80::1]", "[fd00:ec2::254]", "[::]", "224.0.0.251",
            "255.255.255.255", "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::1]"})
    void some_addresses_stay_out_of_reach_even_with_leave(String host) {
        var refused = assertInstanceOf(Astray.class, send("http://" + host + "/latest/meta-data/", Reach.PRIVATE_TOO));
        assertTrue(refused.reason().contains("is no address to send messages to"), refused.reason());
        assertFalse(refused.reason().contains("meta-data"), "the rest of the address may be secret");
    }

    @Test
    void plain_http_is_refused_before_anything_is_asked() {
        names = Map.of("hook.example", List.of("8.8.8.8"));
        var refused = assertInstanceOf(Astray.class, send("http://hook.example/", Reach.PUBLIC));
        assertTrue(refused.reason().contains("plain http"), refused.reason());
        assertEquals(List.of(), asked);
    }

    @Test
    void one_private_address_among_the_public_ones_of_a_name_is_enough() throws IOException {
        names = Map.of("hook.example", List.of("8.8.8.8", "127.0.0.1"));
        var refused = assertInstanceOf(Astray.class, send("https://hook.example:" + trap.getLocalPort() + "/", Reach.PUBLIC));
        assertTrue(refused.reason().startsWith("hook.example (127.0.0.1) lies in a private network"), refused.reason());
        assertNobodyCame();
    }

    @Test
    void a_name_that_an_ad_blocker_answers_is_told_as_such() {
        names = Map.of("discord.com", List.of("0.0.0.0"));
        assertTrue(assertInstanceOf(Astray.class, send("https://discord.com/api", Reach.PUBLIC)).reason().contains("ad blocker"));
    }

    /// A name may lead somewhere else the second time that it is asked for. It is asked for once, and what was judged is
    /// what is gone to.
    @Test
    void a_name_that_changes_its_mind_is_asked_once() throws IOException {
        var turns = new AtomicInteger();
        Dns rebinding = _ -> List.of(InetAddress.getByName(turns.getAndIncrement() == 0 ? "192.0.2.1" : "127.0.0.1"));
        var client = new OkHttpClient.Builder().dns(rebinding).build();
        var impatient = new Wire.Patience(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(300));
        var outcome = new Wire(client, time, impatient).send(call("http://hook.example:" + trap.getLocalPort() + "/", Reach.PRIVATE_TOO));
        assertInstanceOf(Broken.class, outcome);
        assertEquals(1, turns.get());
        assertNobodyCame();
    }

    @Test
    void with_leave_the_own_network_is_reached_by_http_and_by_name() {
        names = Map.of("nas.local", List.of("127.0.0.1"));
        assertInstanceOf(Answered.class, send(discord.base() + "/x", Reach.PRIVATE_TOO));
        assertInstanceOf(Answered.class, send("http://nas.local:" + discord.base().getPort() + "/x", Reach.PRIVATE_TOO));
        assertEquals(2, discord.requests().size());
    }

    @Test
    void a_redirect_to_this_machine_is_not_followed() throws IOException {
        discord.script(Fault.redirect(302, "http://127.0.0.1:" + trap.getLocalPort() + "/"));
        assertEquals(302, assertInstanceOf(Answered.class, send(discord.base() + "/x", Reach.PRIVATE_TOO)).answer().status());
        assertNobodyCame();
    }

    @Test
    void a_proxy_of_the_program_s_is_not_used_since_it_would_resolve_the_name_itself() throws IOException {
        var through = new OkHttpClient.Builder().proxy(new Proxy(Proxy.Type.HTTP, (InetSocketAddress) trap.getLocalSocketAddress())).build();
        var outcome = new Wire(through, time).send(call(discord.base() + "/x", Reach.PRIVATE_TOO));
        assertInstanceOf(Answered.class, outcome);
        assertNobodyCame();
    }

    @Test
    void a_call_ends_when_its_own_time_is_over() {
        discord.script(Fault.silence());
        var brief = new HttpCall(Method.POST, new Secret(discord.base() + "/x"), Map.of(), "{}", 1, List.of(), Reach.PRIVATE_TOO,
                Duration.ofMillis(200));
        assertTrue(assertInstanceOf(Broken.class, new Wire(PostOffice.HTTP, time).send(brief)).left());
    }

    private void assertNobodyCame() throws IOException {
        trap.setSoTimeout(50);
        try (var caught = trap.accept()) {
            throw new AssertionError("somebody came from " + caught.getRemoteSocketAddress());
        } catch (java.net.SocketTimeoutException _) {
            // Nobody did.
        }
    }

    private Wire.Outcome send(String url, Reach reach) {
        return new Wire(new OkHttpClient.Builder().dns(this::resolve).build(), time).send(call(url, reach));
    }

    private List<InetAddress> resolve(String name) throws UnknownHostException {
        asked.add(name);
        var addresses = new ArrayList<InetAddress>();
        for (var address : names.getOrDefault(name, List.of(name))) {
            addresses.addAll(List.of(InetAddress.getAllByName(address)));
        }
        return addresses;
    }

    private static HttpCall call(String url, Reach reach) {
        return new HttpCall(Method.POST, new Secret(url), Map.of(), "{}", 1, List.of(), reach);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0177.0.0.1", "127.0.00.1", "017700000001", "8.8.8.08"})
    void a_number_that_some_read_as_another_is_refused_before_anybody_is_asked(String host) {
        for (var reach : Reach.values()) {
            assertTrue(Guard.objection(host, reach).isPresent(), host);
        }
        assertTrue(Guard.objection("8.8.8.8", Reach.PUBLIC).isEmpty());
        assertTrue(Guard.objection("10.0.0.1", Reach.PRIVATE_TOO).isEmpty());
    }
}
