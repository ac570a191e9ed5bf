package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {

    /// The secrets of RFC 6238, appendix B: "12345678901234567890" and so on, as long as the hash.
    private static final String SHA1 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String SHA256 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA";
    private static final String SHA512 = SHA1 + SHA1 + SHA1 + "GEZDGNA";

    private static String code(String typed, Instant at) {
        var totp = Totp.of(new Secret(typed));
        return totp.code(totp.step(at)).reveal();
    }

    @ParameterizedTest
    @CsvSource({
        "59,          94287082, 46119246, 90693936",
        "1111111109,  07081804, 68084774, 25091201",
        "1111111111,  14050471, 67062674, 99943326",
        "1234567890,  89005924, 91819424, 93441116",
        "2000000000,  69279037, 90698825, 38618901",
        "20000000000, 65353130, 77737706, 47863826"})
    void the_codes_are_those_of_the_standard(long at, String sha1, String sha256, String sha512) {
        var moment = Instant.ofEpochSecond(at);
        assertEquals(sha1, code("otpauth://totp/A?digits=8&secret=" + SHA1, moment));
        assertEquals(sha256, code("otpauth://totp/A?digits=8&algorithm=SHA256&secret=" + SHA256, moment));
        assertEquals(sha512, code("otpauth://totp/A?secret=" + SHA512 + "&digits=8&algorithm=SHA512", moment));
        assertEquals(sha1.substring(2), code(SHA1, moment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gezd gnbv gy3t qojq gezd gnbv gy3t qojq", "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ",
            "  GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ=== \n", "OTPAUTH://TOTP/Site:me?issuer=Site&SECRET=gezdgnbvgy3tqojqgezdgnbvgy3tqojq%3D",
            "otpauth://totp/Site%20X:me@a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA-1&digits=6&period=30#x"})
    void a_secret_is_understood_as_sites_print_it(String typed) {
        assertEquals("287082", code(typed, Instant.ofEpochSecond(59)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        123456                                        | This is a code
        GEZDGNBVGY3TQOJ0                              | something else in this one
        GEZDGNBVGY3TQOJ1GEZD                          | A to Z and the digits 2 to 7
        JBSWY3DP                                      | too short
        geheim!                                       | A to Z and the digits 2 to 7
        otpauth://hotp/A?secret=GEZDGNBVGY3TQOJQ      | not one of codes that follow from the time
        otpauth://totp/A?issuer=x                     | no secret in this otpauth address
        otpauth://totp/A?secret=GEZDGNBVGY3TQOJQ&digits=12     | digits that is not between 6 and 8
        otpauth://totp/A?secret=GEZDGNBVGY3TQOJQ&period=0      | period that is not between 10 and 300
        otpauth://totp/A?secret=GEZDGNBVGY3TQOJQ&algorithm=MD5 | none of SHA1, SHA256, SHA512""")
    void a_wrong_secret_is_told_in_words_and_not_repeated(String typed, String words) {
        var told = assertThrows(IllegalArgumentException.class, () -> Totp.of(new Secret(typed))).getMessage();
        assertTrue(told.contains(words), told);
        assertFalse(told.contains(typed) || told.contains("GEZDGNBV"), told);
    }

    @Test
    void an_otpauth_address_may_have_a_period_of_its_own() {
        var totp = Totp.of(new Secret("otpauth://totp/A?period=60&secret=" + SHA1));
        assertEquals(Duration.ofSeconds(60), totp.period());
        assertEquals(List.of(0L, 1L), List.of(totp.step(Instant.ofEpochSecond(59)), totp.step(Instant.ofEpochSecond(60))));
        assertEquals(Instant.ofEpochSecond(60), totp.begin(1));
        assertFalse(totp.toString().contains(SHA1));
    }
}
