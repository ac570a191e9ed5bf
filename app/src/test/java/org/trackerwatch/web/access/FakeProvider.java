package org.trackerwatch.web.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.report.Json;
import tools.jackson.databind.node.ObjectNode;

/// An identity provider on the loopback that can be told to do wrong.
final class FakeProvider implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final KeyPair rsa = pair("RSA");
    private final KeyPair ec = pair("EC");
    private final AtomicInteger descriptions = new AtomicInteger();
    private final List<String> redeemed = new ArrayList<>();
    private final Map<String, String> logins = new TreeMap<>();
    private UnaryOperator<ObjectNode> about = UnaryOperator.identity();
    private UnaryOperator<ObjectNode> header = UnaryOperator.identity();
    private UnaryOperator<ObjectNode> claims = UnaryOperator.identity();
    private UnaryOperator<String> token = UnaryOperator.identity();
    private ObjectNode userinfo = Json.object();
    private String algorithm = "RS256";
    private String nonce = "";
    private Instant now = Instant.EPOCH;

    FakeProvider() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return switch (request.getUrl().encodedPath()) {
                    case "/.well-known/openid-configuration" -> {
                        descriptions.incrementAndGet();
                        yield json(about.apply(about()));
                    }
                    case "/keys" -> json(keys());
                    case "/userinfo" -> json(userinfo);
                    case "/token" -> {
                        redeemed.add(request.getBody().utf8());
                        logins.put("authorization", String.valueOf(request.getHeaders().get("Authorization")));
                        yield json(Json.object().put("access_token", "access").put("id_token", token.apply(idToken())));
                    }
                    default -> new MockResponse.Builder().code(404).build();
                };
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /// How often it was asked what it is.
    int descriptions() {
        return descriptions.get();
    }

    /// The bodies that codes were redeemed with.
    List<String> redeemed() {
        return redeemed;
    }

    String authorization() {
        return logins.getOrDefault("authorization", "");
    }

    FakeProvider signing(String with) {
        algorithm = with;
        return this;
    }

    FakeProvider about(UnaryOperator<ObjectNode> change) {
        about = change;
        return this;
    }

    FakeProvider header(UnaryOperator<ObjectNode> change) {
        header = change;
        return this;
    }

    FakeProvider claims(UnaryOperator<ObjectNode> change) {
        claims = change;
        return this;
    }

    FakeProvider token(UnaryOperator<String> change) {
        token = change;
        return this;
    }

    FakeProvider userinfo(ObjectNode node) {
        userinfo = node;
        return this;
    }

    /// What the browser's question said, and the time.
    FakeProvider asked(String sent, Instant at) {
        nonce = sent;
        now = at;
        return this;
    }

    private ObjectNode about() {
        return Json.object().put("issuer", issuer()).put("authorization_endpoint", issuer() + "/authorize").put("token_endpoint", issuer() + "/token")
                .put("jwks_uri", issuer() + "/keys").put("userinfo_endpoint", issuer() + "/userinfo");
    }

    private ObjectNode keys() {
        var node = Json.object();
        var list = node.putArray("keys");
        var one = (RSAPublicKey) rsa.getPublic();
        list.addObject().put("kty", "RSA").put("kid", "one").put("use", "sig").put("n", text(one.getModulus().toByteArray())).put("e", text(one.getPublicExponent().toByteArray()));
        var other = ((ECPublicKey) ec.getPublic()).getW();
        list.addObject().put("kty", "EC").put("kid", "two").put("crv", "P-256").put("x", text(other.getAffineX().toByteArray())).put("y", text(other.getAffineY().toByteArray()));
        return node;
    }

    private String idToken() {
        var head = header.apply(Json.object().put("alg", algorithm).put("kid", algorithm.equals("ES256") ? "two" : "one"));
        var body = claims.apply(Json.object().put("iss", issuer()).put("aud", "trackerwatch").put("sub", "u-17").put("nonce", nonce)
                .put("iat", now.getEpochSecond()).put("exp", now.getEpochSecond() + 300).put("email", "Owner@example.org").put("email_verified", true));
        var signed = text(head.toString().getBytes(StandardCharsets.UTF_8)) + "." + text(body.toString().getBytes(StandardCharsets.UTF_8));
        return signed + "." + text(signature(signed));
    }

    private byte[] signature(String signed) {
        try {
            var signing = Signature.getInstance(algorithm.equals("ES256") ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            signing.initSign(algorithm.equals("ES256") ? ec.getPrivate() : rsa.getPrivate());
            signing.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair pair(String kind) {
        try {
            var generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// A number's sign may take a byte in front.
    private static String text(byte[] bytes) {
        var plain = bytes.length % 2 == 1 && bytes[0] == 0 && bytes.length > 3 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.wrap(plain).array());
    }

    private static MockResponse json(ObjectNode node) {
        return new MockResponse.Builder().setHeader("Content-Type", "application/json").body(node.toString()).build();
    }

    @Override
    public void close() {
        server.close();
    }
}
