package org.trackerwatch.cli.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.cli.terminal.Refusal;

/// Addresses, days and numbers as they are typed.
class WordsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-04");

    @ParameterizedTest
    @CsvSource({"https://tracker.example,https://tracker.example", "https://tracker.example/,https://tracker.example",
        "http://192.168.1.5:8080/tracker/,http://192.168.1.5:8080/tracker", "HTTP://[::1]:81,HTTP://[::1]:81",
        "' https://x.example ',https://x.example"})
    void an_address_may_be_any_host_with_a_path(String typed, String kept) {
        assertEquals(kept, Address.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tracker.example", "ftp://x.example", "https:///path", "https://a b", "javascript:alert(1)"})
    void what_is_no_address_says_what_one_looks_like(String typed) {
        assertTrue(refused(() -> Address.parse(typed)).contains("https://tracker.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:word@x.example", "https://x.example/api?token=hunter2", "https://x.example/#hunter2"})
    void an_address_with_more_than_its_beginning_is_refused_and_not_repeated(String typed) {
        var sentence = refused(() -> Address.parse(typed));
        assertTrue(sentence.contains("https://x.example"), sentence);
        assertFalse(sentence.contains("hunter2") || sentence.contains("word@"), sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-04", "2001-01-01", " 2019-02-28 "})
    void a_day_from_the_beginning_of_bittorrent_to_today_is_a_join_date(String typed) {
        assertEquals(LocalDate.parse(typed.strip()), JoinDate.parse(typed, TODAY));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-05,to today", "1999-12-31,from 2001", "2021-02-29,2021-03-04", "4 March 2021,2021-03-04", "'',2021-03-04"})
    void no_other_day_is(String typed, String help) {
        assertTrue(refused(() -> JoinDate.parse(typed, TODAY)).contains(help));
    }

    @Test
    void a_decimal_is_kept_as_it_is_typed() {
        assertEquals(new BigDecimal("0.60"), Decimal.parse(" 0.60 "));
        assertEquals(new BigDecimal("0.5"), Decimal.parse(".5"));
        assertEquals(new BigDecimal("2"), Decimal.parse("2"));
    }

    @ParameterizedTest
    @CsvSource({"'0,6',0.6", "-1,at least 0", "1e9999,0.6", "½,0.6", "'',0.6", "NaN,0.6"})
    void what_is_no_decimal_says_how_one_is_written(String typed, String help) {
        assertTrue(refused(() -> Decimal.parse(typed)).contains(help));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "seven", "99999999999999999999"})
    void what_is_no_whole_number_says_how_one_is_written(String typed) {
        assertTrue(refused(() -> Whole.parse(typed)).contains("write it like 7"));
    }

    private static String refused(Runnable parsing) {
        var refusal = assertThrows(Refusal.class, parsing::run);
        assertEquals(Refusal.WRONG_USAGE, refusal.status());
        return refusal.sentence();
    }
}
