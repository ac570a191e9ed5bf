package org.trackerwatch.web.access;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The keys that a provider signs with, as it publishes them (RFC 7517), and the two ways of signing that every provider
/// has. A way that isn't known here is none, least of all “none”.
enum SigningWay {

    RS256("RSA", "SHA256withRSA") {
        @Override
        PublicKey read(JsonNode key) throws GeneralSecurityException {
            var modulus = number(key, "n");
            if (modulus.bitLength() < SHORTEST_RSA) {
                throw new GeneralSecurityException("an RSA key of " + modulus.bitLength() + " bits");
            }
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, number(key, "e")));
        }
    },

    ES256("EC", "SHA256withECDSAinP1363Format") {
        @Override
        PublicKey read(JsonNode key) throws GeneralSecurityException {
            if (!key.path("crv").asString("").equals("P-256")) {
                throw new GeneralSecurityException("another curve");
            }
            var curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(number(key, "x"), number(key, "y")),
                    curve.getParameterSpec(ECParameterSpec.class)));
        }
    };

    private static final int SHORTEST_RSA = 2048;

    private final String type;
    private final String signature;

    SigningWay(String type, String signature) {
        this.type = type;
        this.signature = signature;
    }

    static Optional<SigningWay> named(String algorithm) {
        return Optional.of(algorithm).filter(name -> name.equals("RS256") || name.equals("ES256")).map(SigningWay::valueOf);
    }

    abstract PublicKey read(JsonNode key) throws GeneralSecurityException;

    /// Whether one of these keys made it: the named one or, where none is named, the only one that could have.
    ///
    /// @param published the `keys` of a JWKS
    boolean made(byte[] signed, byte[] made, JsonNode published, Optional<String> kid) {
        var fitting = published.valueStream().filter(this::fits)
                .filter(key -> kid.isEmpty() || key.path("kid").asString("").equals(kid.get())).toList();
        return (kid.isPresent() || fitting.size() == 1) && fitting.stream().anyMatch(key -> made(signed, made, key));
    }

    private boolean fits(JsonNode key) {
        return key.path("kty").asString("").equals(type) && key.path("use").asString("sig").equals("sig") && key.path("alg").asString(name()).equals(name());
    }

    private boolean made(byte[] signed, byte[] made, JsonNode key) {
        try {
            var verifying = Signature.getInstance(signature);
            verifying.initVerify(read(key));
            verifying.update(signed);
            return verifying.verify(made);
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asString("")));
    }
}
