package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether a text holds a piece of a secret, however it is written: in the other case, encoded once or several times, with
/// signs between its letters, or only its beginning, middle or end. Where it begins and ends in the text isn't known then.
///
/// Compared are letters and digits alone, without their case, eight at a time. A piece counts that has letters and a digit,
/// or a capital behind a small letter: keys are made of such, and words that any answer may have are not.
final class Traces {

    private static final int LENGTH = 8;

    /// Letters and digits are digits to the base of 36, so a piece is a number.
    private static final int BASE = 36;
    private static final long ALL = 2_821_109_907_456L;

    /// So often may a text have been encoded.
    private static final int DEEPEST = 4;

    private static final Pattern BEFORE_PATH = Pattern.compile("^[a-zA-Z][\\w+.-]*://[^/?#]*");
    private static final Pattern BETWEEN = Pattern.compile("[/?&=#@:;,\\s]+");
    private static final Pattern ESCAPED = Pattern.compile("%([0-9a-fA-F]{2})|\\\\u([0-9a-fA-F]{4})|\\\\x([0-9a-fA-F]{2})|&#[xX]([0-9a-fA-F]{1,5});?"
            + "|&#(\\d{1,6});?|=([0-9a-fA-F]{2})|\\\\([0-3]?[0-7]{2})");
    private static final int DECIMAL = 5;
    private static final int OCTAL = 7;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{16,}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}");
    private static final Pattern BASE32 = Pattern.compile("[A-Za-z2-7]{13,}");
    private static final Pattern NUMBERS = Pattern.compile("(?:\\b\\d{2,3}\\b\\W{1,3}){7,}\\d{2,3}\\b");

    private final Set<Long> pieces;

    Traces(Stream<String> secrets) {
        this.pieces = secrets.map(secret -> BEFORE_PATH.matcher(secret).replaceFirst("")).flatMap(BETWEEN::splitAsStream)
                .map(part -> part.replaceAll("[^a-zA-Z0-9]", "")).flatMap(part -> IntStream.rangeClosed(0, part.length() - LENGTH)
                        .mapToObj(at -> part.substring(at, at + LENGTH))).filter(Traces::isTelling).map(piece -> Long.parseLong(piece, BASE))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean isTelling(String piece) {
        return piece.matches(".*[a-zA-Z].*") && piece.matches(".*\\d.*|.*[a-z][A-Z].*");
    }

    boolean in(String text) {
        return !pieces.isEmpty() && Stream.iterate(text, Traces::decoded).limit(DEEPEST).distinct()
                .anyMatch(way -> holds(way) || unpacked(way).anyMatch(this::holds));
    }

    /// Loops, since this runs many times over a large answer. Wide letters are digits, too.
    private boolean holds(String text) {
        long piece = 0;
        int length = 0;
        for (int at = 0; at < text.length(); at++) {
            int digit = Character.digit(text.charAt(at), BASE);
            if (digit >= 0) {
                piece = (piece * BASE + digit) % ALL;
                length++;
                if (length >= LENGTH && pieces.contains(piece)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// As URLs, programs, HTML and mail escape signs.
    private static String decoded(String text) {
        return ESCAPED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(sign(found)));
    }

    private static String sign(MatchResult found) {
        int group = IntStream.rangeClosed(1, found.groupCount()).filter(nr -> found.group(nr) != null).findFirst().orElseThrow();
        int sign = Integer.parseInt(found.group(group), group == DECIMAL ? 10 : group == OCTAL ? 8 : 16);
        return Character.isValidCodePoint(sign) ? Character.toString(sign) : " ";
    }

    /// What may be a text in other digits. Where such a one begins isn't known, so each beginning is tried.
    private static Stream<String> unpacked(String text) {
        var hex = matches(HEX, text.replaceAll("0[xX]|[^0-9A-Za-z]", "")).flatMap(run -> IntStream.range(0, 2).mapToObj(run::substring))
                .map(run -> latin(HexFormat.of().parseHex(run.substring(0, run.length() / 2 * 2))));
        var base64 = matches(BASE64, text).map(run -> run.replace('-', '+').replace('_', '/'))
                .flatMap(run -> IntStream.range(0, 4).mapToObj(run::substring))
                .map(run -> latin(Base64.getDecoder().decode(run.substring(0, run.length() / 4 * 4))));
        var base32 = matches(BASE32, text).flatMap(run -> IntStream.range(0, 8).mapToObj(run::substring)).map(Traces::base32);
        var numbers = matches(NUMBERS, text).map(run -> Arrays.stream(run.split("\\D+")).map(Integer::parseInt)
                .map(Character::toString).collect(Collectors.joining()));
        return Stream.of(hex, base64, base32, numbers).flatMap(way -> way);
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String base32(String run) {
        var text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (int at = 0; at < run.length(); at++) {
            char sign = run.charAt(at);
            bits = (bits << 5 | (Character.isLetter(sign) ? Character.toLowerCase(sign) - 'a' : sign - '2' + 26)) & 0xfff;
            held += 5;
            if (held >= 8) {
                held -= 8;
                text.append((char) (bits >> held & 0xff));
            }
        }
        return text.toString();
    }
}
