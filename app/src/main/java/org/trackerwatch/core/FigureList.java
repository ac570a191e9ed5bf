package org.trackerwatch.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// The account's figures at the foot of a message: those that are known, in the order in which people look for them.
record FigureList(Privacy privacy, Wording wording) {

    List<Message.Figure> of(Detail detail, AccountStats figures) {
        var list = new ArrayList<Message.Figure>();
        add(list, "Uploaded", figures.get(Field.UPLOADED));
        add(list, "Downloaded", figures.get(Field.DOWNLOADED));
        add(list, "Ratio", figures.get(Field.RATIO));
        add(list, "Required ratio", required(detail, figures));
        add(list, "Buffer", figures.get(Field.BUFFER));
        add(list, "Seeding", figures.get(Field.SEEDING));
        figures.get(Field.BONUS).ifPresent(bonus ->
                list.add(new Message.Figure("Bonus", privacy.show(bonus, wording) + currency())));
        add(list, "Class", figures.get(Field.CLASS).filter(_ -> !privacy.nameHidden()));
        add(list, "Hit-and-runs", figures.get(Field.HIT_AND_RUNS));
        return list;
    }

    /// It says something only beside a ratio that is in question.
    private static Optional<Value> required(Detail detail, AccountStats figures) {
        return switch (detail) {
            case Detail.Standing(var field, _, var limit, _) when field == Field.RATIO ->
                limit.or(() -> demanded(figures));
            case Detail.Changed(var field, _, _) when field == Field.RATIO -> demanded(figures);
            case Detail.Standing _, Detail.Changed _, Detail.Failing _, Detail.Flapping _, Detail.Recovered _, Detail.Due _,
                 Detail.Corrected _ ->
                Optional.empty();
        };
    }

    private static Optional<Value> demanded(AccountStats figures) {
        return figures.get(Field.REQUIRED_RATIO).flatMap(Quantity::of).filter(least -> least.amount().signum() > 0)
                .map(least -> new Ratio.Finite(least.amount()));
    }

    private String currency() {
        return wording.naming().bonus().filter(_ -> !privacy.nameHidden()).map(name -> " " + privacy.clean(name)).orElse("");
    }

    private void add(List<Message.Figure> list, String name, Optional<Value> value) {
        value.ifPresent(known -> list.add(new Message.Figure(name, privacy.show(known, wording))));
    }
}
