package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.HttpCall.Method;
import org.trackerwatch.deliver.Wire.Outcome.Answered;
import org.trackerwatch.deliver.Wire.Outcome.Broken;
import org.trackerwatch.trackers.Secret;

final class WireTest {

    private final SettableTime time = new SettableTime();
    private final FakeDiscord discord = new FakeDiscord(time);
    private final String path = discord.webhook("1", "10").replace("https://discord.com/api", "/api/v10") + "?wait=true";
    private final Wire wire = wire(Duration.ofSeconds(15));

    @AfterEach
    void close() {
        discord.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 503})
    void what_tempts_a_client_to_send_again_is_sent_once(int status) {
        discord.script(Fault.retryNow(status));
        assertEquals(status, assertInstanceOf(Answered.class, post()).answer().status());
        assertEquals(1, discord.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 503})
    void a_question_is_asked_once_too_and_the_wait_that_was_told_is_kept(int status) {
        discord.script(Fault.retryNow(status));
        var question = new HttpCall(Method.GET, new Secret(discord.base() + path), Map.of(), "", 0, List.of(), HttpCall.Reach.PRIVATE_TOO);
        var answered = assertInstanceOf(Answered.class, wire.send(question));
        assertEquals(status, answered.answer().status());
        assertEquals(Optional.of("0"), answered.answer().header("Retry-After"));
        assertEquals(1, discord.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed(int status) {
        discord.script(Fault.redirect(status, discord.base() + "/elsewhere"));
        assertEquals(status, assertInstanceOf(Answered.class, post()).answer().status());
        assertEquals(1, discord.requests().size());
    }

    @Test
    void a_connection_that_breaks_before_the_answer_may_have_carried_the_message() {
        discord.script(Fault.answerLost());
        assertTrue(assertInstanceOf(Broken.class, post()).left());
        assertEquals(1, discord.requests().size());
        assertEquals(1, discord.posts().size());
    }

    @Test
    void a_connection_that_the_server_closed_while_it_was_idle_loses_nothing() {
        discord.script(Fault.closingAfterwards());
        assertInstanceOf(Answered.class, post());
        assertInstanceOf(Answered.class, post());
        assertEquals(2, discord.requests().size());
    }

    @Test
    void a_success_that_breaks_off_is_no_success_and_a_refusal_that_breaks_off_is_still_a_refusal() {
        discord.script(Fault.answerCut());
        assertEquals(Optional.of(200), assertInstanceOf(Broken.class, post()).status());
        discord.script(Fault.cutRefusal(404));
        assertEquals(404, assertInstanceOf(Answered.class, post()).answer().status());
    }

    @Test
    void an_answer_that_never_comes_is_waited_for_only_so_long() {
        var impatient = wire(Duration.ofMillis(300));
        discord.script(Fault.silence(), Fault.slowBody());
        assertTrue(assertInstanceOf(Broken.class, impatient.send(call(discord.base() + path))).left());
        assertTrue(assertInstanceOf(Broken.class, impatient.send(call(discord.base() + path))).left());
    }

    @Test
    void where_nobody_listens_nothing_has_left() throws IOException {
        int port;
        try (var unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = unused.getLocalPort();
        }
        var broken = assertInstanceOf(Broken.class, wire.send(call("http://127.0.0.1:" + port + "/" + FakeDiscord.TOKEN)));
        assertEquals(new Broken(false, Optional.empty(), "127.0.0.1 can't be reached."), broken);
    }

    @Test
    void an_unknown_host_is_named_and_nothing_else_of_the_address() {
        var broken = assertInstanceOf(Broken.class, wire.send(call("http://no-such-host.invalid/" + FakeDiscord.TOKEN)));
        assertFalse(broken.left());
        assertEquals("The name no-such-host.invalid can't be resolved: is the network or the DNS server down?", broken.reason());
    }

    @Test
    void an_answer_of_any_size_is_read_only_so_far_and_kept_even_less() {
        discord.script(Fault.hugeBody(5_000_000));
        var answered = assertInstanceOf(Answered.class, post());
        assertEquals(64 * 1024, answered.answer().body().length());
        assertEquals(16 * 1024, wire.kept(call(discord.base() + path), answered).body().length());
    }

    @Test
    void what_is_kept_of_an_answer_holds_no_secret_and_only_harmless_headers() {
        discord.script(Fault.json(403, "{\"you sent\": \"" + FakeDiscord.TOKEN + "\"}", Map.of("Set-Cookie", "session=1",
                "Retry-After", "5", "X-RateLimit-Bucket", FakeDiscord.TOKEN)));
        var kept = wire.kept(call(discord.base() + path), post());
        assertEquals("{\"you sent\": \"•••\"}", kept.body());
        assertTrue(kept.headers().contains("retry-after: 5"), kept.headers());
        assertFalse(kept.headers().toLowerCase(Locale.ROOT).contains("cookie"), kept.headers());
        assertFalse(kept.headers().contains(FakeDiscord.TOKEN), kept.headers());
    }

    @Test
    void an_address_that_is_none_is_told_without_being_shown() {
        var broken = assertInstanceOf(Broken.class, wire.send(call("https://" + FakeDiscord.TOKEN + "@[bad")));
        assertFalse(broken.left());
        assertFalse(broken.toString().contains(FakeDiscord.TOKEN));
    }

    private Wire.Outcome post() {
        return wire.send(call(discord.base() + path));
    }

    private static HttpCall call(String url) {
        return new HttpCall(Method.POST, new Secret(url), Map.of("User-Agent", "DiscordBot (https://example.org, 1)"),
                "{\"content\": \"hello\"}", 1, List.of(new Secret(FakeDiscord.TOKEN)), HttpCall.Reach.PRIVATE_TOO);
    }

    private Wire wire(Duration patience) {
        return new Wire(PostOffice.HTTP, time, new Wire.Patience(patience, patience, patience));
    }
}
