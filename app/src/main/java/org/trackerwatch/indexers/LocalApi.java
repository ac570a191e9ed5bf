package org.trackerwatch.indexers;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.trackerwatch.trackers.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The door to a program in the user's own network, at the address that he typed. Follows nothing, so that no key goes
/// elsewhere, and uses no proxy, since it is at home.
public final class LocalApi {

    /// Jackett may have to fetch a page itself before it answers.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A long list of indexers with all their categories has some megabytes.
    private static final long LONGEST = 32L << 20;

    private final OkHttpClient http;
    private final HttpUrl base;

    /// @param address without a query; the program may live under a path
    public LocalApi(OkHttpClient http, URI address) {
        this.http = http.newBuilder().followRedirects(false).followSslRedirects(false).retryOnConnectionFailure(false)
                .proxy(Proxy.NO_PROXY).callTimeout(PATIENCE).readTimeout(PATIENCE).build();
        this.base = HttpUrl.get(address);
    }

    /// @param body    missing where it was no JSON
    /// @param cookies that it sets: `name=value`, by their names
    record Answer(int status, JsonNode body, Map<String, Secret> cookies) {}

    /// @param path    below the address, without a slash at its beginning
    /// @param headers whose values may be secret
    Answer get(String path, Map<String, Secret> headers) throws IOException {
        return answer(new Request.Builder().url(url(path)).headers(headers(headers)));
    }

    Answer post(String path, Map<String, Secret> form) throws IOException {
        var body = new FormBody.Builder();
        form.forEach((name, value) -> body.add(name, value.reveal()));
        return answer(new Request.Builder().url(url(path)).post(body.build()));
    }

    /// For messages: it holds no secret, since those travel in headers and forms.
    String address() {
        return base.toString().replaceFirst("/$", "");
    }

    private HttpUrl url(String path) {
        var joined = base.resolve(base.encodedPath().replaceFirst("/?$", "/") + path);
        return joined == null ? base : joined;
    }

    /// Whether it can stand in a header: printable ASCII, no line break.
    static boolean canTravel(Secret secret) {
        return secret.reveal().chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static Headers headers(Map<String, Secret> values) {
        var headers = new Headers.Builder().add("Accept", "application/json");
        values.forEach((name, value) -> headers.add(name, value.reveal()));
        return headers.build();
    }

    private Answer answer(Request.Builder request) throws IOException {
        try (var response = http.newCall(request.build()).execute()) {
            return new Answer(response.code(), json(response), response.headers("Set-Cookie").stream()
                    .map(cookie -> cookie.split(";", 2)[0]).filter(cookie -> canTravel(new Secret(cookie)))
                    .collect(Collectors.toMap(pair -> pair.split("=", 2)[0].strip(), Secret::new, (_, later) -> later)));
        }
    }

    private static JsonNode json(Response response) throws IOException {
        var source = response.body().source();
        if (source.request(LONGEST)) {
            throw new IOException("the answer is longer than any list of trackers");
        }
        try {
            return JsonMapper.shared().readTree(source.readUtf8());
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
