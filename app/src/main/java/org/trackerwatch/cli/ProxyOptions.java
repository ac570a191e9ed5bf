package org.trackerwatch.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.cli.input.Suspect;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.trackers.ProxyAddress;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Option;

/// The way to a site. Where it fails the poll fails: the site is never asked directly instead.
final class ProxyOptions {

    @Option(names = "--proxy", paramLabel = "URL", description = "Reaches the site through http://host:port or socks5://host:port.")
    Optional<String> proxy = Optional.empty();

    @Option(names = "--proxy-file", paramLabel = "FILE", description = "Holds the proxy's address with user and password.")
    Optional<Path> proxyFile = Optional.empty();

    boolean isGiven() {
        return proxy.isPresent() || proxyFile.isPresent();
    }

    Optional<Secret> proxy() {
        if (proxy.isPresent() && proxyFile.isPresent()) {
            throw Refusal.usage("--proxy and --proxy-file exclude each other; give one of them.");
        }
        if (proxy.filter(text -> text.contains("@") || Suspect.isSecret(text)).isPresent()) {
            throw Refusal.usage("A proxy with a password is never given as an argument, since every program on this machine can"
                    + " see it. Write its address into a file and give that with --proxy-file.");
        }
        return proxy.map(text -> Refusal.typed(() -> proxy(text)))
                .or(() -> proxyFile.map(file -> Refusal.toldBy(() -> proxy(SecretSource.contents(file, "--proxy-file")))));
    }

    private static Secret proxy(String text) {
        ProxyAddress.of(text);
        return new Secret(text.strip());
    }
}
