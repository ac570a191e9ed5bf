package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Transitions;

/// Messages about trackerwatch itself. A target that can't be reached can't say so: its fallback does, else every other
/// one, once a day at most, and never the target itself.
public final class Notices {

    private static final Duration ONE_A = Duration.ofDays(1);

    private final Targets targets;
    private final Deliveries deliveries = new Deliveries();
    private final NoticeBoard board = new NoticeBoard();
    private final Neighbours neighbours;

    public Notices(Targets targets) {
        this.targets = targets;
        this.neighbours = new Neighbours(targets);
    }

    /// Tells of what has become news meanwhile. To be called again and again.
    public void watch(Transaction tx, Instant now) {
        targets.list(tx).forEach(target -> targets.date(tx, target, now));
        for (var target : targets.list(tx)) {
            if (Transitions.isCutOff(target.health(), now)) {
                cutOff(tx, target, now);
            }
            gaveUp(tx, target, now);
        }
    }

    /// Nothing new is asked of any tracker until there is space again. Told to every target, once a day at most.
    public void diskIsFull(Transaction tx, Instant now) {
        targets.list(tx).stream().filter(target -> target.health().state() == Target.Health.State.ACTIVE)
                .filter(target -> !isRecent(board.last(tx, target.id(), NoticeBoard.ITSELF, Severity.URGENT), now))
                .forEach(target -> board.add(tx, target.id(), NoticeBoard.ITSELF, NoticeText.diskIsFull(now), now));
    }

    /// Those that were told otherwise are told so.
    public void diskHasSpace(Transaction tx, Instant now) {
        board.bad(tx, NoticeBoard.ITSELF).stream().map(Delivery::target).distinct()
                .forEach(target -> board.add(tx, target, NoticeBoard.ITSELF, NoticeText.diskHasSpace(now), now));
    }

    /// Told to every target, once a day at most.
    public void backupFailed(Transaction tx, String trouble, Instant now) {
        targets.list(tx).stream().filter(target -> target.health().state() == Target.Health.State.ACTIVE)
                .filter(target -> !isRecent(board.last(tx, target.id(), NoticeBoard.ITSELF, Severity.WARNING), now))
                .forEach(target -> board.add(tx, target.id(), NoticeBoard.ITSELF, NoticeText.backupFailed(trouble, now), now));
    }

    /// Those that were told otherwise are told so.
    public void backupsWork(Transaction tx, Instant now) {
        targets.list(tx).stream().filter(target -> board.last(tx, target.id(), NoticeBoard.ITSELF, Severity.WARNING)
                        .filter(told -> board.last(tx, target.id(), NoticeBoard.ITSELF, Severity.INFO).filter(told::isBefore).isEmpty()).isPresent())
                .forEach(target -> board.add(tx, target.id(), NoticeBoard.ITSELF, NoticeText.backupsWork(now), now));
    }

    /// Its alerts do not arrive. Repeated each day as long as anything waits for it.
    void cutOff(Transaction tx, Target target, Instant now) {
        var queue = deliveries.queues(tx).getOrDefault(target.id(), Deliveries.Queue.EMPTY);
        var since = target.health().since().orElse(now);
        for (var other : audience(tx, target)) {
            var last = board.last(tx, other.id(), target.id(), Severity.URGENT);
            boolean repeats = last.filter(at -> !at.isBefore(since)).isPresent();
            if (!isRecent(last, now) && !(repeats && queue.waiting() == 0) && !neighbours.mayBeBack(tx, target, other, now)) {
                board.add(tx, other.id(), target.id(), NoticeText.cutOff(target, board.status(tx, target.id()), queue, since, now), now);
            }
        }
    }

    /// It took a message. Those that were told otherwise are told so; who has not read it yet needn't read either.
    void back(Transaction tx, Target target, Instant now) {
        var bad = board.bad(tx, target.id());
        bad.stream().filter(Notices::isUnread).forEach(notice -> deliveries.write(tx,
                Transitions.ended(notice, State.CANCELLED, "It works again."), Optional.empty(), now));
        bad.stream().filter(notice -> !isUnread(notice)).map(Delivery::target).distinct()
                .forEach(other -> board.add(tx, other, target.id(), NoticeText.works(target, now), now));
    }

    /// Messages for it were given up, so whoever reads only there misses something. Nothing is said of what was missed, which
    /// those who read the others may not be meant to see. Itself it hears of that with its next message, and from nobody
    /// else who was away with it: one outage of a service is not told crosswise by all that it kept waiting.
    private void gaveUp(Transaction tx, Target target, Instant now) {
        for (var other : audience(tx, target)) {
            var last = board.last(tx, other.id(), target.id(), Severity.WARNING);
            var lost = isRecent(last, now) ? List.<Delivery>of()
                    : board.givenUp(tx, target.id(), last.filter(now.minus(NoticeBoard.OLD)::isBefore).orElse(now.minus(NoticeBoard.OLD)));
            if (!lost.isEmpty() && !neighbours.wereAwayTogether(tx, target, other, lost.getFirst().created())) {
                board.add(tx, other.id(), target.id(), NoticeText.gaveUp(target, lost.size(), waiting(tx, target), now), now);
            }
        }
    }

    private int waiting(Transaction tx, Target target) {
        return deliveries.queues(tx).getOrDefault(target.id(), Deliveries.Queue.EMPTY).waiting();
    }

    /// Those that can be reached themselves. The others are told when they can, if it is still true then.
    private List<Target> audience(Transaction tx, Target dead) {
        var others = targets.list(tx).stream().filter(other -> other.id() != dead.id())
                .filter(other -> other.health().state() == Target.Health.State.ACTIVE && !Transitions.isRested(other.health())).toList();
        var fallback = others.stream().filter(other -> dead.link().fallback().filter(id -> id == other.id()).isPresent()).toList();
        return fallback.isEmpty() ? others : fallback;
    }

    private static boolean isRecent(Optional<Instant> last, Instant now) {
        return last.filter(now.minus(ONE_A)::isBefore).isPresent();
    }

    private static boolean isUnread(Delivery notice) {
        return notice.state() == State.WAITING && !notice.uncertain();
    }
}
