package org.trackerwatch.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/// UNIT3D's API: one address, sizes in words with two decimals, no join date and no warnings.
record Unit3d() implements Engine {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private static final Answer.Page UNAUTHENTICATED = Answer.json(401, "{\"message\":\"Unauthenticated.\"}");

    @Override
    public String definition() {
        return "unit3d";
    }

    @Override
    public String opener() {
        return "API key";
    }

    @Override
    public String credential(String phrase) {
        return phrase;
    }

    @Override
    public Map<String, String> pages(Figures member) {
        return Map.of("api", user(member));
    }

    @Override
    public Answer answer(Query query, String phrase, Figures member) {
        if (!query.path().equals("/api/user")) {
            return Answer.html(404, "<!DOCTYPE html><html><head><title>Not Found</title></head><body>404</body></html>");
        }
        boolean known = query.header("authorization").filter(("Bearer " + phrase)::equals).isPresent()
                || query.parameter("api_token").equals(phrase);
        return known ? Answer.json(200, user(member)) : UNAUTHENTICATED;
    }

    private static String user(Figures member) {
        return String.format(Locale.ROOT, """
                {"username":"%s","group":"%s","uploaded":"%s","downloaded":"%s","ratio":"%s","buffer":"%s",\
                "seeding":%d,"leeching":%d,"seedbonus":"%s","hit_and_runs":%d}""",
                member.username(), member.rank(), size(member.uploaded()), size(member.downloaded()),
                plain(member.ratio(), 2), size(buffer(member)), member.seeding(), member.leeching(),
                member.bonus().setScale(2, RoundingMode.DOWN), member.hitAndRuns());
    }

    /// What could still be downloaded before the ratio falls to the site's minimum.
    private static long buffer(Figures member) {
        return BigDecimal.valueOf(member.uploaded()).divide(member.required(), 0, RoundingMode.DOWN).longValue()
                - member.downloaded();
    }

    /// The unit steps up at nine tenths of the next, and trailing zeros are dropped.
    private static String size(long bytes) {
        var amount = BigDecimal.valueOf(bytes);
        int unit = 0;
        while (unit < UNITS.length - 1 && amount.abs().compareTo(new BigDecimal("921.6")) >= 0) {
            amount = amount.divide(BigDecimal.valueOf(1024), 10, RoundingMode.HALF_UP);
            unit++;
        }
        return plain(amount, 2) + " " + UNITS[unit];
    }

    private static String plain(BigDecimal number, int decimals) {
        return number.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
