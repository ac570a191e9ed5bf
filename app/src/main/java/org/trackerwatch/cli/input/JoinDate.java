package org.trackerwatch.cli.input;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.trackerwatch.cli.terminal.Refusal;

/// The day on which an account was made, where the site does not tell it.
public final class JoinDate {

    /// BitTorrent was published in July of this year.
    private static final int FIRST_YEAR = 2001;

    private JoinDate() {}

    public static LocalDate parse(String text, LocalDate today) {
        try {
            var day = LocalDate.parse(text.strip());
            if (!day.isAfter(today) && day.getYear() >= FIRST_YEAR) {
                return day;
            }
        } catch (DateTimeException _) {
            throw Refusal.usage("“" + text + "” is no day; write it like 2021-03-04.");
        }
        throw Refusal.usage("Nobody can have joined on " + text.strip() + "; it must be a day from " + FIRST_YEAR + " to today.");
    }
}
