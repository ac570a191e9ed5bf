package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.AccountStats;

/// How one tracker is spoken of to one target, with what may not be said left out.
///
/// @param usernames whether user names may be shown
/// @param zone      the user's
public record Wording(Tracker tracker, Naming naming, Target target, boolean usernames, ZoneId zone) {

    /// What is sent within this time of its happening is not late.
    private static final Duration PROMPT = Duration.ofMinutes(5);

    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// A finding that is to be told.
    ///
    /// @param occurrence the same for the same telling, and for no other
    /// @param more       what a program is to know of it beside the finding
    private record Telling(Template title, Detail detail, AccountStats figures, Instant occurred, String occurrence,
                           Optional<String> note, Map<String, Object> more) {}

    /// @param now when it is sent
    public Message message(Event event, Rule rule, Instant now) {
        boolean late = Duration.between(event.at(), now).compareTo(PROMPT) > 0;
        var note = Optional.of("happened " + moment(event.at(), now) + ", delayed").filter(_ -> late);
        return write(rule, new Telling(title(rule), event.detail(), event.figures(), event.at(), event.fingerprint(), note,
                Map.of("occasion", "alert")), now);
    }

    /// @param by  what held it back
    /// @param now when it is sent
    public Message message(CatchUp catchUp, Verdict by, Rule rule, Instant now) {
        var times = catchUp.times() == 1 ? "happened " : "happened " + catchUp.times() + " times since ";
        var note = times + moment(catchUp.first().at(), now) + ", held back " + by(by);
        return write(rule, new Telling(title(rule), catchUp.overall(), catchUp.figures(), catchUp.last().at(),
                catchUp.first().fingerprint() + " to " + catchUp.last().fingerprint(), Optional.of(note),
                Map.of("occasion", "catch-up", "times", catchUp.times(), "first_time", catchUp.first().at().toString())), now);
    }

    /// @param now when it is sent
    public Message message(Reminder reminder, Rule rule, Instant now) {
        var title = rule.phrases().reminder().orElseGet(() -> new Template("Still: " + title(rule).text()));
        return write(rule, new Telling(title, reminder.present(), reminder.figures(), reminder.since(),
                reminder.opening() + " still", Optional.of("since " + moment(reminder.since(), now)),
                Map.of("occasion", "reminder")), now);
    }

    /// The target's first word on what has stood for a while: it was added later, or wants to hear of it only now.
    ///
    /// @param now when it is sent
    public Message first(Reminder standing, Rule rule, Instant now) {
        boolean late = Duration.between(standing.since(), now).compareTo(PROMPT) > 0;
        return write(rule, new Telling(title(rule), standing.present(), standing.figures(), standing.since(), standing.opening(),
                Optional.of("since " + moment(standing.since(), now)).filter(_ -> late), Map.of("occasion", "alert")), now);
    }

    /// An outage that is over, in place of the message that told of its beginning.
    ///
    /// @param rule    of the end
    /// @param delayed that message had not left yet
    public Message over(Event down, Detail.Failing was, Event up, Detail.Recovered end, Rule rule, boolean delayed, Instant now) {
        var privacy = Privacy.of(this, rule.bundled(), up.figures());
        var variables = new Variables(this, privacy, rule.when(target), up.figures(), now);
        var values = variables.of(end, was);
        var phrases = rule.phrases();
        var telling = new Telling(phrases.overTitle().orElse(phrases.title()), end, up.figures(), down.at(), up.fingerprint(),
                Optional.of("notice was delayed").filter(_ -> delayed), Map.of("occasion", "over", "reason", was.reason().key()));
        return new Message(Severity.GOOD, privacy.whole().over(telling.title.fill(values)),
                privacy.whole().over(phrases.overText().orElse(phrases.text()).fill(values)), List.of(), telling.occurred,
                code(down.fingerprint()), telling.note, Optional.of(story(rule, telling, variables)));
    }

    private static String by(Verdict verdict) {
        return verdict instanceof Verdict.Quiet ? "in quiet hours" : verdict instanceof Verdict.Silenced ? "by a silence" : "by the cooldown";
    }

    private Message write(Rule rule, Telling telling, Instant now) {
        var privacy = Privacy.of(this, rule.bundled(), telling.figures);
        var variables = new Variables(this, privacy, rule.when(target), telling.figures, now);
        var values = variables.of(telling.detail);
        var figures = new FigureList(privacy, this).of(telling.detail, telling.figures);
        return new Message(rule.severity(), privacy.whole().over(telling.title.fill(values)),
                privacy.whole().over(text(rule).fill(values)), figures, telling.occurred, code(telling.occurrence), telling.note,
                Optional.of(story(rule, telling, variables)));
    }

    private Story story(Rule rule, Telling telling, Variables variables) {
        var privacy = variables.privacy();
        var data = new LinkedHashMap<String, @Nullable Object>(telling.more);
        data.putAll(new Facts(variables).of(telling.detail));
        var subject = Optional.of(new Story.Subject(privacy.clean(tracker.name()), privacy.clean(naming.site())));
        return new Story(Story.id(telling.occurrence), rule.bundled() || !privacy.nameHidden() ? rule.key() : Story.CUSTOM,
                subject.filter(_ -> !privacy.nameHidden()), data, false);
    }

    private Template title(Rule rule) {
        return rule.phrases().anonymousTitle().filter(_ -> target.hideName()).orElse(rule.phrases().title());
    }

    private Template text(Rule rule) {
        return rule.phrases().anonymousText().filter(_ -> target.hideName()).orElse(rule.phrases().text());
    }

    private String moment(Instant at, Instant now) {
        return ValueText.moment(at, now, zone);
    }

    /// Six letters that cannot be misread, by FNV-1a: no secret, only the same for the same.
    static String code(String occurrence) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < occurrence.length(); i++) {
            hash = (hash ^ occurrence.charAt(i)) * 0x100000001b3L;
        }
        var code = new StringBuilder();
        for (int shift = 34; shift < 64; shift += 5) {
            code.append(LETTERS.charAt((int) (hash >>> shift) & 31));
        }
        return code.toString();
    }
}
