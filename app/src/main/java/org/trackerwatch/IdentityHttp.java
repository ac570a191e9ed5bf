package org.trackerwatch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Request;
import org.trackerwatch.trackers.LinkLocal;
import org.trackerwatch.trackers.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The door to the identity provider that the owner chose. Follows nothing, so that no secret goes elsewhere, and keeps no
/// line open: the provider would have closed it by the next time, and nothing is sent twice.
public final class IdentityHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// The keys and words of a provider have some kilobytes.
    private static final long LONGEST = 1 << 20;

    private final App app;

    public IdentityHttp(App app) {
        this.app = app;
    }

    /// @param body missing where it was no JSON
    public record Answer(int status, JsonNode body) {}

    /// @param name     of trackerwatch at the provider
    /// @param password that it has there
    public record Login(String name, Secret password) {}

    /// @param bearer who asks, if that matters
    public Answer get(URI address, Optional<Secret> bearer) throws IOException {
        var request = new Request.Builder().url(address.toString());
        bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
        return answer(request);
    }

    public Answer post(URI address, Map<String, Secret> form, Optional<Login> login) throws IOException {
        var body = new FormBody.Builder();
        form.forEach((name, value) -> body.add(name, value.reveal()));
        var request = new Request.Builder().url(address.toString()).post(body.build());
        login.ifPresent(known -> request.header("Authorization", Credentials.basic(known.name, known.password.reveal())));
        return answer(request);
    }

    private Answer answer(Request.Builder request) throws IOException {
        var http = LinkLocal.away(app.doors().http()).newBuilder().followRedirects(false).followSslRedirects(false).retryOnConnectionFailure(false)
                .callTimeout(PATIENCE).build();
        try (var response = http.newCall(request.header("Accept", "application/json").header("Connection", "close").build()).execute()) {
            var source = response.body().source();
            if (source.request(LONGEST)) {
                throw new IOException("its answer is too long");
            }
            return new Answer(response.code(), json(source.readUtf8()));
        }
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
