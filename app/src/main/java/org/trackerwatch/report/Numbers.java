package org.trackerwatch.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.trackerwatch.trackers.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Numbers of charts: whole bytes and counts, ratios to four places, amounts to two. What is unknown is NaN here and null
/// there; what is infinite has no number, and is told beside.
public final class Numbers {

    /// Up to here, a number and its print are nearer to each other than [#NEAR], in whatever parts.
    private static final double SURE = 1L << 40;

    /// So near to the middle between two prints, its own print decides which of them it is.
    private static final double NEAR = 0.001;

    private Numbers() {}

    public static JsonNode of(Field.Type type, double number) {
        if (!Double.isFinite(number)) {
            return Json.object().nullNode();
        }
        return switch (type) {
            case RATIO -> rounded(number, 4);
            case AMOUNT -> rounded(number, 2);
            case SIZE, COUNT, TEXT, FLAG, MOMENT, SPAN -> Json.whole(Math.round(number));
        };
    }

    /// All of a line, written out: as nodes, the thousands of numbers of a chart take many times the memory.
    public static JsonNode column(Field.Type type, double[] numbers) {
        var column = new StringBuilder(16 * numbers.length + 2).append('[');
        for (int i = 0; i < numbers.length; i++) {
            write(column.append(i == 0 ? "" : ","), type, numbers[i]);
        }
        return Json.written(column.append(']').toString());
    }

    /// What [#of] makes of it, mostly without its detour by way of decimals.
    private static void write(StringBuilder out, Field.Type type, double number) {
        switch (type) {
            case RATIO -> rounded(out, type, number, 10_000);
            case AMOUNT -> rounded(out, type, number, 100);
            case SIZE, COUNT, TEXT, FLAG, MOMENT, SPAN -> {
                if (Double.isFinite(number)) {
                    out.append(Math.round(number));
                } else {
                    out.append("null");
                }
            }
        }
    }

    private static void rounded(StringBuilder out, Field.Type type, double number, long parts) {
        double scaled = Math.abs(number) * parts;
        if (scaled < SURE && Math.abs(scaled - (long) scaled - 0.5) > NEAR) {
            decimal(out.append(number < 0 && scaled > 0.5 ? "-" : ""), (long) (scaled + 0.5), parts);
        } else {
            out.append(of(type, number));
        }
    }

    /// Without zeros at its end.
    private static void decimal(StringBuilder out, long scaled, long parts) {
        out.append(scaled / parts);
        long rest = scaled % parts;
        if (rest > 0) {
            out.append('.');
        }
        for (long part = parts / 10; rest > 0; part /= 10) {
            out.append((char) ('0' + rest / part));
            rest %= part;
        }
    }

    /// The places at which it is infinite.
    public static ArrayNode infinite(double[] numbers) {
        var places = Json.array();
        for (int i = 0; i < numbers.length; i++) {
            if (Double.isInfinite(numbers[i])) {
                places.add(i);
            }
        }
        return places;
    }

    public static String cell(Field.Type type, double number) {
        return Double.isNaN(number) ? "" : Double.isInfinite(number) ? "infinite" : of(type, number).asString();
    }

    private static JsonNode rounded(double number, int places) {
        return Json.number(BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP));
    }
}
