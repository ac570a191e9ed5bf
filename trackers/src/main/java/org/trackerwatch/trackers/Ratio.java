package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Uploaded ÷ downloaded. Infinite (nothing downloaded), none (nothing moved at all) and unknown (not reported, and so
/// no `Ratio`) are three different things, and none of them is 0.
public sealed interface Ratio extends Value {

    record Finite(BigDecimal value) implements Ratio {
        @Override
        public String toString() {
            return value.setScale(value.abs().compareTo(BigDecimal.ONE) < 0 ? 3 : 2, RoundingMode.DOWN).toPlainString();
        }
    }

    /// Uploaded something, downloaded nothing.
    record Infinite() implements Ratio {
        @Override
        public String toString() {
            return "∞";
        }
    }

    /// 0/0: a fresh account has no ratio yet.
    record None() implements Ratio {
        @Override
        public String toString() {
            return "—";
        }
    }

    /// Ten places: differences of a whole number of tenths stay exact, since both sides round alike.
    int PLACES = 10;

    Set<String> INFINITE = Set.of("∞", "inf", "inf.", "infinite", "infinity", "infini", "infinito", "unendlich", "无限", "無限", "999999.99");

    static Ratio finite(String value) {
        return new Finite(new BigDecimal(value));
    }

    static Ratio of(ByteSize uploaded, ByteSize downloaded) {
        if (downloaded.bytes() == 0) {
            return uploaded.bytes() == 0 ? new None() : new Infinite();
        }
        return new Finite(BigDecimal.valueOf(uploaded.bytes())
                .divide(BigDecimal.valueOf(downloaded.bytes()), PLACES, RoundingMode.HALF_UP));
    }

    /// A site's own figure. What says "no ratio" on one engine (`---`) says nothing on another, so it is unknown here;
    /// the bytes decide.
    static Optional<Ratio> parse(String text) {
        var plain = Spaces.trimmed(text).toLowerCase(Locale.ROOT);
        if (INFINITE.contains(plain)) {
            return Optional.of(new Infinite());
        }
        return Numbers.parse(plain, Numbers.Comma.DECIMAL).filter(number -> number.signum() >= 0).map(Finite::new);
    }
}
