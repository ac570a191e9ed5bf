package org.trackerwatch.trackers;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.trackers.PollFailure.Reason;

/// The one door to the network: one account's own site, and what it is entered with. Each call is one request on the
/// wire; it follows nothing and repeats nothing. Whatever goes wrong becomes a reason.
final class Site {

    /// For one request and its whole answer, however slowly it drips.
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String WAIT = "X-Retry-After";

    /// How a key travels.
    enum Style { HEADER, QUERY }

    private final OkHttpClient http;
    private final Account account;
    private final Recipe recipe;
    private final HttpUrl base;
    private final Keyring keys;
    private final Detour detour;
    private final Time time;

    /// @param http made by [#polite]
    Site(OkHttpClient http, Account account, Time time) {
        this.account = account;
        this.recipe = account.definition().recipe();
        this.base = base(account);
        this.keys = new Keyring(account.credential());
        this.detour = new Detour(account.proxy().map(Site::proxy));
        this.http = detour.client(http);
        this.time = time;
    }

    /// The account's address is not one of the web.
    static final class Nowhere extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
    }

    private static HttpUrl base(Account account) {
        var url = HttpUrl.parse(account.base().toString());
        if (url == null) {
            throw new Nowhere();
        }
        return url.newBuilder().query(null).fragment(null).build();
    }

    /// A client whose calls are one request each. Idle connections live for less than any gap between two requests: none
    /// is used that the site has closed meanwhile (after five seconds, where Apache is left as it is), for that would
    /// look like a failure.
    static OkHttpClient polite(OkHttpClient http, Duration patience) {
        return http.newBuilder().followRedirects(false).followSslRedirects(false).retryOnConnectionFailure(false)
                .callTimeout(patience).connectTimeout(patience).readTimeout(patience).writeTimeout(patience)
                .connectionPool(new ConnectionPool(16, 1, TimeUnit.SECONDS)).dns(new LinkLocal(http.dns()))
                .proxy(Proxy.NO_PROXY).authenticator(Authenticator.NONE).proxyAuthenticator(Authenticator.NONE)
                .addNetworkInterceptor(chain -> hidden(chain.proceed(chain.request()))).build();
    }

    /// OkHttp by itself repeats a request that is answered with `Retry-After: 0`. Under another name it does not see it. What
    /// it says is taken as it came, signs and all that no header should have.
    private static Response hidden(Response response) {
        var wait = response.header("Retry-After");
        return wait == null ? response : response.newBuilder()
                .headers(response.headers().newBuilder().removeAll("Retry-After").addUnsafeNonAscii(WAIT, wait).build()).build();
    }

    static ProxyAddress proxy(Secret address) {
        return ProxyAddress.of(address.reveal());
    }

    /// Whether anything answers there. One request for the head alone, under our own name, with nothing to enter with.
    static Optional<PollFailure> reach(OkHttpClient http, URI address, Optional<ProxyAddress> proxy) {
        var nowhere = nowhere(address);
        if (nowhere.isPresent()) {
            return Optional.of(new PollFailure(Reason.UNREACHABLE, nowhere.get()));
        }
        var request = new Request.Builder().url(address.toString()).header("User-Agent", UserAgent.OURS).head();
        var detour = new Detour(proxy);
        detour.begin(request, address);
        try (var _ = detour.client(http).newCall(request.build()).execute()) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Mishaps.failure(e, address.getHost(), detour.road(address)))
                    .filter(failure -> failure.reason().blame() == PollFailure.Blame.NETWORK);
        } catch (IllegalArgumentException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    /// Over what must not be told: what we enter with, as it was and as it became, and the proxy's password.
    Veil veil() {
        return new Veil(this::secrets);
    }

    List<Secret> secrets() {
        var secrets = new ArrayList<>(keys.secrets());
        if (account.credential() instanceof Credential.ApiKey(var key)) {
            recipe.auth().key().map(rule -> rule.partsOf(key.reveal())).orElse(List.of()).forEach(part -> secrets.add(new Secret(part)));
        }
        detour.password().ifPresent(secrets::add);
        return secrets;
    }

    String host() {
        return base.host();
    }

    Keyring keys() {
        return keys;
    }

    /// Scheme, host and port, as browsers name where a form comes from.
    String origin() {
        var address = base.uri();
        return address.getScheme() + "://" + address.getAuthority();
    }

    /// A page of the site itself.
    URI address(String path) {
        return below(base.toString(), path).uri();
    }

    /// Where a request goes. Another host of the site's own is only used if the user did not type an address himself.
    URI address(Recipe.Request request, Map<String, String> variables, Style style) {
        boolean own = account.definition().links().stream().anyMatch(link -> link.getHost().equalsIgnoreCase(base.host()));
        var root = request.base().filter(_ -> own).map(URI::toString).orElse(base.toString());
        var url = below(root, Template.path(request.path(), variables));
        return query(style).map(name -> url.newBuilder().addQueryParameter(name, apiKey()).build()).orElse(url).uri();
    }

    private static HttpUrl below(String root, String path) {
        return HttpUrl.get((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
    }

    /// What an address asks for, as the site will take it: dots resolved, nothing percent-encoded, and without the key,
    /// whose letters mean nothing.
    String asked(URI address) {
        var url = HttpUrl.parse(address.toString());
        if (url == null) {
            return address.toString();
        }
        var bare = query(Style.QUERY).map(name -> url.newBuilder().removeAllQueryParameters(name).build()).orElse(url);
        return "/" + String.join("/", bare.pathSegments()) + Optional.ofNullable(bare.query()).map(query -> "?" + query).orElse("");
    }

    /// One request and its answer.
    Pages.Fetched ask(Recipe.Request request, Map<String, String> variables, URI address, Style style) {
        var nowhere = nowhere(address);
        if (nowhere.isPresent()) {
            return lost(new PollFailure(Reason.NOT_FOUND, nowhere.get()));
        }
        try (var response = http.newCall(built(request, variables, address, style)).execute()) {
            var body = body(response);
            var headers = new HashMap<>(response.headers().toMultimap());
            Optional.ofNullable(headers.remove(WAIT.toLowerCase(Locale.ROOT)))
                    .ifPresent(wait -> headers.put("Retry-After", wait));
            keys.jar().take(headers.getOrDefault("set-cookie", List.of()), address.getHost(), time.now());
            return new Pages.Fetched.Got(new Answer(Optional.of(address), response.code(), headers, body, framed(response)));
        } catch (IOException e) {
            return lost(Mishaps.failure(e, host(), detour.road(address)));
        } catch (IllegalArgumentException | IllegalStateException _) {
            return lost(Mishaps.broken(host()));
        }
    }

    /// Once the head is here, what is wrong with the body is wrong with the answer. Of two lengths, either may be too short.
    private static byte[] body(Response response) throws IOException {
        try {
            if (response.headers().values("Content-Length").stream().map(String::strip).distinct().count() > 1) {
                throw new ProtocolException("two lengths");
            }
            return Answer.body(response.body().byteStream());
        } catch (InterruptedIOException | SSLException e) {
            throw e;
        } catch (IOException _) {
            throw new ProtocolException("broken");
        }
    }

    /// By its length, in chunks, in frames, or packed with a sum at its end; not where the end of the connection is the end of
    /// it. Asked of the answer as it came over the wire, for what is unpacked has lost its length. A length that is no number, like
    /// one that is said twice in a line, is none to OkHttp either.
    private static boolean framed(Response response) {
        var wire = Optional.ofNullable(response.networkResponse()).orElse(response);
        return wire.protocol() == Protocol.HTTP_2 || wire.header("Content-Length", "").matches("\\d{1,18}")
                || "chunked".equalsIgnoreCase(wire.header("Transfer-Encoding")) || "gzip".equalsIgnoreCase(wire.header("Content-Encoding"));
    }

    /// The client asks nobody where an address is that is one already.
    private static Optional<String> nowhere(URI address) {
        return Optional.ofNullable(HttpUrl.parse(address.toString())).map(HttpUrl::host).flatMap(LinkLocal::objection);
    }

    private Request built(Recipe.Request request, Map<String, String> variables, URI address, Style style) {
        var builder = new Request.Builder().url(address.toString())
                .header("User-Agent", userAgent())
                .header("Accept", request.expect() == Recipe.Expect.JSON ? "application/json" : "text/html,application/xhtml+xml,*/*;q=0.8")
                .header("Accept-Language", "en;q=0.9,*;q=0.5");
        switch (account.credential()) {
            case Credential.Cookie _ -> builder.header("Cookie", keys.jar().header().reveal());
            case Credential.Login _ -> session(builder);
            case Credential.ApiKey _ -> {
                if (style == Style.HEADER) {
                    recipe.auth().key().ifPresent(key -> key.carried(apiKey()).forEach(builder::header));
                }
            }
        }
        var known = withKey(variables);
        request.headers().forEach((name, template) -> builder.header(name, Template.header(template, known)));
        detour.begin(builder, address);
        return builder.method(request.method(), body(request, variables)).build();
    }

    /// A stranger, who has yet to sign in, has neither.
    private void session(Request.Builder builder) {
        if (!keys.jar().isEmpty()) {
            builder.header("Cookie", keys.jar().header().reveal());
        }
        keys.bearer().ifPresent(bearer -> recipe.auth().login().flatMap(login -> login.proof().token())
                .ifPresent(token -> builder.header(token.header(), token.format().replace("{token}", bearer.reveal()))));
    }

    private @Nullable RequestBody body(Recipe.Request request, Map<String, String> variables) {
        if (request.method().equals("GET")) {
            return null;
        }
        var text = Template.body(request.body().orElse(""), withKey(variables));
        return RequestBody.create(text, MediaType.get(Template.isJson(text) ? "application/json" : "application/x-www-form-urlencoded"));
    }

    private Map<String, String> withKey(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("key", apiKey());
        return all;
    }

    private Optional<String> query(Style style) {
        if (!(account.credential() instanceof Credential.ApiKey) || style == Style.HEADER) {
            return Optional.empty();
        }
        return recipe.auth().key().flatMap(key -> key.query().or(() -> key.retryAs().map(Recipe.Retry::query)));
    }

    private String apiKey() {
        return account.credential() instanceof Credential.ApiKey(var secret) ? secret.reveal() : "";
    }

    /// Sites bind a session to the browser's name, so a cookie is used under the name that it was made with.
    private String userAgent() {
        return account.credential() instanceof Credential.Cookie(_, var agent) && !agent.isBlank()
                && !account.definition().policy().identify() ? agent : UserAgent.OURS;
    }

    private static Pages.Fetched lost(PollFailure failure) {
        return new Pages.Fetched.Lost(failure);
    }
}
