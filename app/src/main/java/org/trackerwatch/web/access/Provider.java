package org.trackerwatch.web.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.IdentityHttp;
import org.trackerwatch.trackers.Secret;
import tools.jackson.databind.JsonNode;

/// An identity provider, as it describes itself.
///
/// @param about its `.well-known/openid-configuration`
record Provider(IdentityHttp http, Client client, JsonNode about) {

    /// What trackerwatch is there.
    ///
    /// @param issuer  as it is set, letter by letter
    /// @param secret  none for a client that proves itself by PKCE alone
    /// @param allowed who may come in
    record Client(URI issuer, String id, Optional<Secret> secret, List<String> allowed) {}

    /// What it handed out for a code.
    record Tokens(String id, Optional<Secret> access) {}

    /// @throws IllegalArgumentException saying what is wrong with what it says of itself
    static Provider found(IdentityHttp http, Client client) throws IOException {
        demand(isSafe(client.issuer), "its address has to be https");
        var answer = http.get(URI.create(client.issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration"), Optional.empty());
        demand(answer.status() == 200, "it answers its description with status " + answer.status());
        demand(answer.body().path("issuer").asString("").equals(client.issuer.toString()),
                "it calls itself another issuer than oidc-issuer says; both have to be the same letter by letter");
        return new Provider(http, client, answer.body());
    }

    /// Where a browser goes to sign in.
    URI entrance(Map<String, String> question) {
        var all = new LinkedHashMap<>(question);
        all.put("response_type", "code");
        all.put("client_id", client.id);
        all.put("scope", supports("scopes_supported", "groups") ? "openid email profile groups" : "openid email profile");
        var address = endpoint("authorization_endpoint").toString();
        return URI.create(address + (address.contains("?") ? "&" : "?") + all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue())).collect(Collectors.joining("&")));
    }

    /// @throws IllegalArgumentException saying what it answered
    Tokens redeemed(Secret code, Secret verifier, String redirect) throws IOException {
        var form = new LinkedHashMap<>(Map.of("grant_type", new Secret("authorization_code"), "code", code, "code_verifier", verifier,
                "redirect_uri", new Secret(redirect), "client_id", new Secret(client.id)));
        boolean inForm = supports("token_endpoint_auth_methods_supported", "client_secret_post")
                && !supports("token_endpoint_auth_methods_supported", "client_secret_basic");
        client.secret.filter(_ -> inForm).ifPresent(secret -> form.put("client_secret", secret));
        var login = client.secret.filter(_ -> !inForm).map(secret -> new IdentityHttp.Login(encoded(client.id), new Secret(encoded(secret.reveal()))));
        var answer = http.post(endpoint("token_endpoint"), form, login);
        demand(answer.status() == 200, "it answers the code with status " + answer.status() + word(answer.body().path("error").asString("")));
        return new Tokens(answer.body().path("id_token").asString(""),
                Optional.of(answer.body().path("access_token").asString("")).filter(text -> !text.isEmpty()).map(Secret::new));
    }

    JsonNode keys() throws IOException {
        return http.get(endpoint("jwks_uri"), Optional.empty()).body().path("keys");
    }

    /// What some tell only where they are asked for it; empty if it is of somebody else.
    Optional<JsonNode> more(Secret access, String subject) throws IOException {
        if (!about.has("userinfo_endpoint")) {
            return Optional.empty();
        }
        var answer = http.get(endpoint("userinfo_endpoint"), Optional.of(access));
        return Optional.of(answer.body()).filter(claims -> answer.status() == 200 && claims.path("sub").asString("").equals(subject));
    }

    /// A word of the provider's, if it is one.
    static String word(String error) {
        return error.matches("[a-z_]{1,40}") ? " (" + error + ")" : "";
    }

    private URI endpoint(String name) {
        try {
            var address = URI.create(about.path(name).asString(""));
            demand(isSafe(address), "its " + name + " has to be an https address");
            return address;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its " + name + " has to be an https address", e);
        }
    }

    private boolean supports(String list, String value) {
        return about.path(list).valueStream().anyMatch(each -> each.asString("").equals(value));
    }

    /// Without https whoever is on the way could sign in as anybody; on one machine nobody is.
    private static boolean isSafe(URI address) {
        return address.getHost() != null && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && isThisMachine(address.getHost()));
    }

    private static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
