package org.trackerwatch.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.trackerwatch.trackers.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Numbers of charts: whole bytes and counts, ratios to four places, amounts to two. What is unknown is NaN here and null
/// there; what is infinite has no number, and is told beside.
public final class Numbers {

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

    public static ArrayNode column(Field.Type type, double[] numbers) {
        var column = Json.array();
        for (double number : numbers) {
            column.add(of(type, number));
        }
        return column;
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
