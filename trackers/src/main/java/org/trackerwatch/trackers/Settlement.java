package org.trackerwatch.trackers;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the figures of a page mean together: which ratio counts, what the buffer is, whether "warned" follows.
final class Settlement {

    private Settlement() {}

    /// The same of fields as such: those that can be read, and those that [#settled] makes of them.
    static Set<Field> following(Set<Field> readable) {
        var fields = EnumSet.noneOf(Field.class);
        fields.addAll(readable);
        if (fields.contains(Field.UPLOADED) && fields.contains(Field.DOWNLOADED)) {
            fields.addAll(List.of(Field.RATIO, Field.BUFFER));
        }
        if (fields.contains(Field.WARNINGS)) {
            fields.add(Field.WARNED);
        }
        return fields;
    }

    /// Likewise of figures that need not have the bytes, since no site told them.
    static AccountStats completed(AccountStats told) {
        return told.size(Field.UPLOADED).isPresent() && told.size(Field.DOWNLOADED).isPresent() ? settled(told, false) : warned(told);
    }

    /// @param unsaid the site has a buffer of its own, and gives no number for it: it has no end, or is "N/A"; then there is none
    static AccountStats settled(AccountStats read, boolean unsaid) {
        return warned(read.size(Field.UPLOADED).flatMap(uploaded -> read.size(Field.DOWNLOADED)
                .map(downloaded -> balanced(read, uploaded, downloaded, unsaid))).orElse(read));
    }

    private static AccountStats balanced(AccountStats read, ByteSize uploaded, ByteSize downloaded, boolean unsaid) {
        var withRatio = read.with(Field.RATIO, ratio(uploaded, downloaded, read.ratio()));
        return read.size(Field.BUFFER).isPresent() || unsaid ? withRatio
                : withRatio.with(Field.BUFFER, uploaded.minus(downloaded));
    }

    /// Bytes beat the site's own figure, which is cut, capped or plainly wrong on some engines; but a finite figure of
    /// the site's beats sizes that were rounded before we saw them.
    private static Ratio ratio(ByteSize uploaded, ByteSize downloaded, Optional<Ratio> own) {
        boolean exact = uploaded.isExact() && downloaded.isExact();
        boolean usable = own.filter(Settlement::isPositive).isPresent() || isZero(own) && uploaded.bytes() == 0;
        return !exact && usable ? own.get() : Ratio.of(uploaded, downloaded);
    }

    private static boolean isPositive(Ratio ratio) {
        return ratio instanceof Ratio.Finite(var value) && value.signum() > 0;
    }

    private static boolean isZero(Optional<Ratio> ratio) {
        return ratio.filter(own -> own instanceof Ratio.Finite(var value) && value.signum() == 0).isPresent();
    }

    private static AccountStats warned(AccountStats stats) {
        if (stats.get(Field.WARNED).isPresent()) {
            return stats;
        }
        return stats.count(Field.WARNINGS).map(count -> stats.with(Field.WARNED, new Value.Flag(count > 0))).orElse(stats);
    }
}
