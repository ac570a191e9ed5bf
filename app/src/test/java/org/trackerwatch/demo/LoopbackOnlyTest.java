package org.trackerwatch.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing of the demo leaves the machine.
final class LoopbackOnlyTest {

    private final OkHttpClient client = LoopbackOnly.client();

    @Test
    void what_is_on_this_machine_can_be_reached() throws IOException {
        try (var server = new LoopbackServer(201, query -> Answer.html(200, query.path() + " " + query.parameter("a")));
             var response = client.newCall(new Request.Builder().url(server.address() + "/here?a=b%20c").build()).execute()) {
            assertEquals("/here b c", response.body().string());
        }
    }

    /// The addresses are of networks that are reserved for documentation, so that even a broken refusal reaches nobody.
    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1/", "https://198.51.100.7/", "http://[2001:db8::1]/", "http://0.0.0.0/"})
    void no_other_address_is_connected_to(String address) {
        var request = new Request.Builder().url(address).build();
        var refusal = assertThrows(SocketException.class, () -> client.newCall(request).execute());
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("The demo stays on this machine"), refusal.getMessage());
    }

    @Test
    void no_name_is_looked_up() {
        var request = new Request.Builder().url("http://localhost/").build();
        var refusal = assertThrows(UnknownHostException.class, () -> client.newCall(request).execute());
        assertTrue(String.valueOf(refusal.getMessage()).contains("looks up no names"));
    }

    @Test
    void a_redirect_leads_nowhere_else() {
        try (var server = new LoopbackServer(202, _ -> Answer.redirect("http://192.0.2.1/"))) {
            var request = new Request.Builder().url(server.address().toString()).build();
            assertThrows(SocketException.class, () -> client.newCall(request).execute());
        }
    }

    @Test
    void nobody_gets_a_connected_socket_past_the_refusal() {
        var sockets = new LoopbackOnly();
        var address = InetAddress.ofLiteral("192.0.2.1");
        assertThrows(SocketException.class, () -> sockets.createSocket(address, 80));
        assertThrows(SocketException.class, () -> sockets.createSocket(address, 80, address, 0));
        assertThrows(SocketException.class, () -> sockets.createSocket("192.0.2.1", 80));
        assertThrows(SocketException.class, () -> sockets.createSocket("192.0.2.1", 80, address, 0));
    }
}
