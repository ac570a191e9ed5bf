package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.PollFailure.Reason;

/// That trackerwatch itself is offline, in words and as an event. It concerns no tracker and names none.
public final class Offline {

    /// The rule that it is subscribed by and worded by.
    public static final String RULE = "monitor-offline";

    private Offline() {}

    /// As targets are asked whether they want to hear of it. It is not stored as an event.
    public static Event event(Incident outage, Rule rule, Instant now) {
        return new Event("0/" + RULE + "/" + outage.since(), 0, RULE, rule.severity(), now,
                new Detail.Failing(outage.first(), outage.text(), outage.since(), outage.polls()), AccountStats.NOTHING);
    }

    /// Can mostly be sent only when it is over, and then speaks of the past.
    public static Message message(Incident outage, Rule rule, ZoneId zone, Instant now) {
        var values = values(outage, zone, now);
        var phrases = rule.phrases();
        var title = outage.isOver() ? phrases.overTitle().orElse(phrases.title()) : phrases.title();
        var text = outage.isOver() ? phrases.overText().orElse(phrases.text()) : phrases.text();
        var occurrence = RULE + " " + outage.since() + (outage.isOver() ? " over" : "");
        return new Message(outage.isOver() ? Severity.GOOD : rule.severity(), title.fill(values), text.fill(values), List.of(),
                outage.since(), Wording.code(occurrence), Optional.empty())
                .with(Story.of(rule.key(), occurrence, data(outage, now)));
    }

    private static Map<String, String> values(Incident outage, ZoneId zone, Instant now) {
        var values = new TreeMap<String, String>();
        values.put("reason", reason(outage.first()));
        values.put("polls", Integer.toString(outage.polls()));
        values.put("since", ValueText.moment(outage.since(), now, zone));
        outage.ended().ifPresent(end -> values.put("until", ValueText.moment(end, now, zone)));
        values.put("duration", ValueText.length(outage.lasted(now)));
        return values;
    }

    private static Map<String, @Nullable Object> data(Incident outage, Instant now) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("reason", outage.first().key());
        data.put("since", outage.since().toString());
        data.put("until", outage.ended().map(Instant::toString).orElse(null));
        data.put("duration_seconds", BigDecimal.valueOf(outage.lasted(now).toSeconds()));
        data.put("failed_polls", BigDecimal.valueOf(outage.polls()));
        return data;
    }

    /// Of the road, not of a site.
    public static String reason(Reason reason) {
        return switch (reason) {
            case NAME_NOT_RESOLVED -> "no name can be resolved (DNS)";
            case PROXY_FAILED -> "the proxy does not connect";
            case TLS_FAILED -> "no secure connection comes about";
            case TIMED_OUT -> "nothing answers in time";
            case UNREACHABLE, CREDENTIAL_REFUSED, CREDENTIAL_LOST, SESSION_EXPIRED, ACCOUNT_BANNED, ADDRESS_BANNED, RATE_LIMITED, CHALLENGED, MAINTENANCE,
                 SITE_ERROR, NOT_FOUND, MOVED, LAYOUT_CHANGED -> "no connection";
        };
    }
}
