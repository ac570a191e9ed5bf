package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What a mail is written in: ASCII, lines of at most 76, CRLF at their ends, whatever the text is.
final class MimeText {

    static final String EOL = "\r\n";

    private static final int LONGEST_LINE = 76;

    /// So many bytes make an encoded word that leaves room for the header's name on a line of 76, the longest that is allowed.
    private static final int LONGEST_WORD = 36;

    private MimeText() {}

    /// A header's text, in encoded words (RFC 2047) unless it is plain; words that a tracker wrote are shown as it wrote
    /// them, also where they look like encoded ones.
    static String header(String text) {
        boolean plain = text.chars().allMatch(unit -> unit >= ' ' && unit < 0x7f) && !text.contains("=?") && text.length() <= LONGEST_LINE - 20;
        return plain ? text : words(text);
    }

    private static String words(String text) {
        var words = new StringBuilder();
        var part = new StringBuilder();
        int size = 0;
        for (int point : text.codePoints().toArray()) {
            var letter = Character.toString(point);
            int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
            if (size + bytes > LONGEST_WORD) {
                words.append(word(part)).append(EOL).append(' ');
                part.setLength(0);
                size = 0;
            }
            part.append(letter);
            size += bytes;
        }
        return words.append(word(part)).toString();
    }

    private static String word(StringBuilder part) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(part.toString().getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    /// Quoted-printable (RFC 2045): what is ASCII stays readable.
    static String quoted(String text) {
        var quoted = new StringBuilder();
        for (var line : text.split("\n", -1)) {
            quoted.append(line(line)).append(EOL);
        }
        return quoted.toString();
    }

    private static String line(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        var written = new StringBuilder();
        int column = 0;
        for (int i = 0; i < bytes.length; i++) {
            var sign = sign(bytes[i] & 0xff, i == bytes.length - 1);
            if (column + sign.length() >= LONGEST_LINE) {
                written.append('=').append(EOL);
                column = 0;
            }
            written.append(sign);
            column += sign.length();
        }
        return written.toString();
    }

    /// Blanks at the end of a line would be lost on the way.
    private static String sign(int octet, boolean last) {
        boolean plain = octet > ' ' && octet < 0x7f && octet != '=' || (octet == ' ' || octet == '\t') && !last;
        return plain ? Character.toString(octet) : "=" + Character.toUpperCase(Character.forDigit(octet >> 4, 16))
                + Character.toUpperCase(Character.forDigit(octet & 15, 16));
    }
}
