package org.trackerwatch.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.store.Network;
import org.trackerwatch.store.Owner;
import org.trackerwatch.store.Setting;

/// Whether the page can be served where it is to be, and whether it is anybody's.
final class PageCheck implements Check {

    @Override
    public String name() {
        return "page";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        return Stream.of(place(patient), password(patient), proxies(patient)).flatMap(each -> each);
    }

    /// A running daemon has an environment of its own, which may name another place than this one.
    private static Stream<Finding> place(Patient patient) {
        var config = patient.config();
        var free = Finding.ok("The page is for " + config.bind() + " port " + config.port() + (config.base().isEmpty() ? "." : ", under " + config.base() + "."));
        return Stream.of(patient.daemonRuns() ? Finding.ok("The daemon listens where its own environment says; its log names the address.")
                : taken(config.bind(), config.port()).orElse(free));
    }

    private static Optional<Finding> taken(String bind, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(Finding.broken("TRACKERWATCH_BIND is “" + bind + "”, which is no address known here.", "Use 127.0.0.1, 0.0.0.0 or an address of this machine."));
        } catch (IOException e) {
            return Optional.of(Finding.broken("Nothing can listen on " + bind + " port " + port + " (" + e.getMessage() + ").",
                    "Another program has the port, or the address is not this machine's: change TRACKERWATCH_PORT or TRACKERWATCH_BIND."));
        }
    }

    private static Stream<Finding> password(Patient patient) {
        return patient.asked(new Owner()::isKnown).filter(known -> !known).stream().map(_ -> Finding.warning("No password is set for the page.",
                "Set one at the page with the setup code of the daemon's log, or by “trackerwatch web reset-password”."));
    }

    /// Whoever is in such a network, and reaches the page past the proxy, may write the header himself.
    private static Stream<Finding> proxies(Patient patient) {
        var wide = patient.asked(tx -> Setting.AUTH_HEADER.in(tx).isPresent() && Setting.AUTH_HEADER_ALLOWED.in(tx).isEmpty()
                ? Setting.TRUSTED_PROXIES.in(tx).stream().filter(Network::isWide).toList() : List.<Network>of()).orElse(List.of());
        return wide.stream().map(network -> Finding.warning("Every address of " + network + " may say by auth-header who is signed in, and everybody is let in.",
                "Name the proxy alone in trusted-proxies, and who you are in auth-header-allowed."));
    }
}
