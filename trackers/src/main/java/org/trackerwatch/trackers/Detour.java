package org.trackerwatch.trackers;

import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.trackerwatch.trackers.Mishaps.Road;

/// The way to a site through the proxy that the user named, if he named one. Where there is one, nothing goes past it.
final class Detour extends EventListener {

    private final Optional<ProxyAddress> proxy;

    /// Whether the proxy has led the present request to the site.
    private volatile boolean led;

    Detour(Optional<ProxyAddress> proxy) {
        this.proxy = proxy;
    }

    OkHttpClient client(OkHttpClient http) {
        return proxy.map(by -> through(http, by)).orElse(http);
    }

    private OkHttpClient through(OkHttpClient http, ProxyAddress by) {
        var builder = http.newBuilder().connectionPool(new ConnectionPool(2, 1, TimeUnit.SECONDS)).eventListener(this);
        return switch (by.kind()) {
            case SOCKS5 -> builder.socketFactory(new Socks5(by)).dns(name -> List.of(Socks5.unresolved(name))).build();
            case HTTP -> builder.proxy(new Proxy(Proxy.Type.HTTP, by.address()))
                    .proxyAuthenticator((_, answer) -> answer.request().header("Proxy-Authorization") != null ? null
                            : by.basic().map(login -> answer.request().newBuilder()
                                    .header("Proxy-Authorization", login.reveal()).build()).orElse(null)).build();
        };
    }

    /// A proxy is told our login for it with the request itself, where that is not sealed from it.
    void begin(Request.Builder request, URI address) {
        led = false;
        if (!address.getScheme().equals("https")) {
            proxy.filter(by -> by.kind() == ProxyAddress.Kind.HTTP).flatMap(ProxyAddress::basic)
                    .ifPresent(login -> request.header("Proxy-Authorization", login.reveal()));
        }
    }

    /// A secure connection begins behind the proxy.
    @Override
    public void secureConnectStart(Call call) {
        led = true;
    }

    /// How far the last request came that failed. SOCKS has failures of its own to say so, and what is not sealed is the
    /// proxy's to answer.
    Road road(URI address) {
        boolean stuck = !led && address.getScheme().equals("https") && proxy.filter(by -> by.kind() == ProxyAddress.Kind.HTTP).isPresent();
        return proxy.isEmpty() ? Road.DIRECT : stuck ? Road.TO_PROXY : Road.THROUGH_PROXY;
    }

    Optional<Secret> password() {
        return proxy.flatMap(ProxyAddress::password);
    }
}
