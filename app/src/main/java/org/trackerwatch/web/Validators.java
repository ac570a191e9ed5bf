package org.trackerwatch.web;

import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// Entity tags: who asks again with the one he has is told that nothing is new. The work is done all the same; what is
/// saved is the way, and the browser's.
final class Validators {

    private Validators() {}

    static Reply of(Request request, Reply.Body body) {
        if (body.status() != 200 || request.method() != Method.GET) {
            return body;
        }
        var tag = Optional.ofNullable(body.headers().get("ETag")).orElseGet(() -> tag(body.bytes()));
        var tagged = body.headers().containsKey("Cache-Control") ? body.with("ETag", tag)
                : body.with("ETag", tag).with("Cache-Control", "private, no-cache");
        return request.header("If-None-Match").filter(known -> matches(known, tag)).isPresent()
                ? new Reply.Body(304, body.type(), new byte[0], tagged.headers()) : tagged;
    }

    /// Weak: the same document may go out compressed or not. Its length, and two sums that processors reckon by themselves: a
    /// digest would take a fourth of the time of a large answer. Who could make figures of the same sums, so that a page goes
    /// on showing the former ones, is the site that says them; it could as well say the former ones.
    static String tag(byte[] bytes) {
        return "W/\"" + Integer.toHexString(bytes.length) + "-" + sum(new CRC32(), bytes) + sum(new CRC32C(), bytes) + "\"";
    }

    private static String sum(Checksum sum, byte[] bytes) {
        sum.update(bytes, 0, bytes.length);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static boolean matches(String known, String tag) {
        return Stream.of(known.split(",")).map(String::strip).anyMatch(each -> each.equals("*") || opaque(each).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.replaceFirst("^W/", "");
    }
}
