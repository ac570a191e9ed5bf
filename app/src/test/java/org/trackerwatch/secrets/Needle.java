package org.trackerwatch.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A planted secret, and all the ways that it could be written in.
///
/// @param what it is, for who reads what was found
record Needle(String what, String text) {

    /// By the way of writing, as the bytes to look for.
    Map<String, byte[]> writings() {
        var ways = new LinkedHashMap<String, String>();
        ways.put("plain", text);
        ways.put("lower case", text.toLowerCase(Locale.ROOT));
        ways.put("upper case", text.toUpperCase(Locale.ROOT));
        ways.put("percent", URLEncoder.encode(text, StandardCharsets.UTF_8));
        ways.put("percent of every byte", "%" + HexFormat.ofDelimiter("%").withUpperCase().formatHex(bytes(text)));
        ways.put("hex", HexFormat.of().formatHex(bytes(text)));
        ways.put("upper hex", HexFormat.of().withUpperCase().formatHex(bytes(text)));
        ways.put("backwards", new StringBuilder(text).reverse().toString());
        for (int shift = 0; shift < 3; shift++) {
            ways.put("base64 from byte " + shift, base64(shift));
        }
        var found = new LinkedHashMap<String, byte[]>();
        ways.forEach((way, written) -> found.put(way, bytes(written)));
        found.put("UTF-16", text.getBytes(StandardCharsets.UTF_16LE));
        return found;
    }

    /// As it stands within something longer: without the characters at both ends that depend on what is beside it.
    private String base64(int shift) {
        var padded = new byte[shift + text.length()];
        System.arraycopy(bytes(text), 0, padded, shift, text.length());
        var encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
        return encoded.substring(shift == 0 ? 0 : shift + 1, encoded.length() - 2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
