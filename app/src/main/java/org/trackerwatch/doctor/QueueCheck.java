package org.trackerwatch.doctor;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Symptoms;

/// What waits to be sent, may have arrived twice, or was given up.
final class QueueCheck implements Check {

    /// Quiet hours and digests hold back for longer on purpose, but not urgent things.
    private static final Duration LONG = Duration.ofHours(24);

    @Override
    public String name() {
        return "deliveries";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var queues = patient.asked(Symptoms::receivers).orElse(List.of());
        int waiting = queues.stream().mapToInt(Symptoms.Receiver::waiting).sum();
        var oldest = queues.stream().flatMap(queue -> queue.oldest().stream()).min(Comparator.naturalOrder());
        var age = oldest.map(at -> Duration.between(at, patient.now())).orElse(Duration.ZERO);
        var words = waiting == 0 ? "Nothing waits to be sent." : waiting + " message(s) wait to be sent, the oldest for " + ValueText.length(age.abs()) + ".";
        var first = age.compareTo(LONG) > 0 ? Finding.warning(words, "“trackerwatch delivery list” shows them, and what holds them up.") : Finding.ok(words);
        return Stream.concat(Stream.of(first), others(patient));
    }

    private static Stream<Finding> others(Patient patient) {
        var uncertain = patient.asked(Symptoms::uncertain).filter(many -> many > 0).map(many -> Finding.warning(many
                + " message(s) may have arrived already, and are sent again with a word.", "Nothing need be done."));
        var lost = patient.asked(Symptoms::givenUp).filter(many -> many > 0).map(many -> Finding.warning(many
                + " message(s) were given up, and nobody has looked at them.", "See them: trackerwatch delivery dead"));
        return Stream.of(uncertain, lost).flatMap(Optional::stream);
    }
}
