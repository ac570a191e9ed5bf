package org.trackerwatch.cli.input;

import java.math.BigDecimal;
import org.trackerwatch.cli.terminal.Refusal;

/// A plain number such as a ratio: `0.6`.
public final class Decimal {

    private Decimal() {}

    public static BigDecimal parse(String text) {
        var plain = text.strip();
        if (plain.matches("\\d{1,12}(\\.\\d{1,9})?|\\.\\d{1,9}")) {
            return new BigDecimal(plain);
        }
        if (plain.matches("\\d+,\\d+")) {
            throw Refusal.usage("“" + text + "” has a comma; write " + plain.replace(',', '.') + ".");
        }
        throw Refusal.usage("“" + text + "” is no number of at least 0; write it like 0.6.");
    }
}
