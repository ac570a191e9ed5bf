package org.trackerwatch.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/// Entity tags: who asks again with the one he has is told that nothing is new. The work is done all the same; what is
/// saved is the way, and the browser's.
final class Validators {

    private Validators() {}

    static Reply of(Request request, Reply.Body body) {
        if (body.status() != 200 || request.method() != Method.GET) {
            return body;
        }
        var tag = body.headers().getOrDefault("ETag", tag(body.bytes()));
        var tagged = body.headers().containsKey("Cache-Control") ? body.with("ETag", tag)
                : body.with("ETag", tag).with("Cache-Control", "private, no-cache");
        return request.header("If-None-Match").filter(known -> matches(known, tag)).isPresent()
                ? new Reply.Body(304, body.type(), new byte[0], tagged.headers()) : tagged;
    }

    /// Weak: the same document may go out compressed or not.
    static String tag(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean matches(String known, String tag) {
        return Stream.of(known.split(",")).map(String::strip).anyMatch(each -> each.equals("*") || opaque(each).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.replaceFirst("^W/", "");
    }
}
