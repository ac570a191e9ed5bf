package org.trackerwatch.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FaultScript.Happening;
import org.trackerwatch.deliver.FaultScript.Trouble;

/// The services of a [FaultScript], as one way to deliver meets them, and what their readers have seen at its end.
final class ServiceRow implements AutoCloseable {

    /// What is read later than this after it happened is late.
    private static final Duration IN_TIME = Duration.ofMinutes(5);

    private static final Pattern TITLE = Pattern.compile("T(?<tracker>\\d\\d): hit-and-runs \\d+ → (?<count>\\d+)");
    private static final Set<String> KINDS = Set.of("discord", "slack", "telegram", "webhook", "matrix", "ntfy");
    private static final Duration TOLD = Duration.ofSeconds(7);

    final SettableTime time = new SettableTime();
    final List<Vendor> vendors;

    private final Map<Alert, Instant> happened = new LinkedHashMap<>();
    private final Map<Integer, Integer> counts = new LinkedHashMap<>();

    record Alert(int tracker, int count) {}

    /// @param lost     never read by somebody who was to read it
    /// @param late     read, but late
    /// @param repeated read again without a word that it may be a repetition
    /// @param marked   read again, with that word
    /// @param astray   read after what happened later to the same tracker
    record Tally(long expected, long lost, long late, long repeated, long marked, long astray, long requests, List<String> violations) {}

    ServiceRow() {
        vendors = Vendor.all(time).stream().filter(vendor -> isWanted(vendor)).toList();
        if (vendors.size() != FaultScript.TARGETS) {
            throw new IllegalStateException("the script is written for " + FaultScript.TARGETS + " services");
        }
    }

    private static boolean isWanted(Vendor vendor) {
        boolean wanted = KINDS.contains(vendor.notifier().kind());
        if (!wanted) {
            vendor.close();
        }
        return wanted;
    }

    /// The next thing that a tracker has to tell.
    Alert alert(Happening.Alert alert) {
        var fresh = new Alert(alert.tracker(), counts.merge(alert.tracker(), 1, Integer::sum));
        happened.put(fresh, time.now());
        return fresh;
    }

    static String name(int tracker) {
        return "T%02d".formatted(tracker);
    }

    static String title(Alert alert) {
        return name(alert.tracker()) + ": hit-and-runs " + (alert.count() - 1) + " → " + alert.count();
    }

    void outage(Happening.Outage outage) {
        vendors.get(outage.target()).host().down(outage.begins());
    }

    void hit(Happening.Hit hit) {
        var vendor = vendors.get(hit.target());
        ((Loopback) vendor.host()).script(fault(hit.trouble(), vendor.notifier().kind().equals("webhook")));
    }

    /// @param silent takes any word for thanks, so that only its status can be wrong
    private Fault fault(Trouble trouble, boolean silent) {
        return switch (trouble) {
            case FLOAT_429 -> throttled("2.5", 2.5);
            case INTEGER_429 -> throttled(String.valueOf(TOLD.toSeconds()), TOLD.toSeconds());
            case DATE_429 -> throttled(DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now().plus(TOLD).atZone(ZoneOffset.UTC)), 0);
            case BARE_429 -> Fault.json(429, "{}");
            case BAD_GATEWAY -> Fault.html(502);
            case UNAVAILABLE -> Fault.retryNow(503);
            case HTML -> Fault.html(silent ? 500 : 200);
            case REDIRECT -> Fault.redirect(307, "http://127.0.0.1:9/elsewhere");
            case RESET -> Fault.answerLost();
            case CUT_ANSWER -> Fault.answerCut();
            case HANG -> Fault.silence();
        };
    }

    private static Fault throttled(String header, double seconds) {
        return Fault.json(429, "{\"ok\": false, \"error_code\": 429, \"errcode\": \"M_LIMIT_EXCEEDED\", \"retry_after\": " + seconds
                + ", \"parameters\": {\"retry_after\": " + (long) Math.ceil(seconds) + "}}", Map.of("Retry-After", header));
    }

    Tally tally() {
        long[] sums = new long[5];
        var violations = new ArrayList<String>();
        for (var vendor : vendors) {
            var read = new LinkedHashMap<Alert, Instant>();
            var newest = new LinkedHashMap<Integer, Integer>();
            for (var shown : vendor.shown()) {
                for (var told : told(shown.text()).entrySet()) {
                    var alert = told.getKey();
                    if (read.putIfAbsent(alert, shown.at()) != null) {
                        sums[told.getValue() ? 3 : 2]++;
                    } else if (newest.merge(alert.tracker(), alert.count(), Math::max) > alert.count()) {
                        sums[4]++;
                    }
                }
            }
            sums[0] += happened.keySet().stream().filter(alert -> !read.containsKey(alert)).count();
            sums[1] += happened.entrySet().stream().filter(entry -> read.containsKey(entry.getKey())
                    && read.get(entry.getKey()).isAfter(entry.getValue().plus(IN_TIME))).count();
            vendor.violations().forEach(what -> violations.add(vendor.notifier().kind() + ": " + what));
        }
        long requests = vendors.stream().mapToLong(vendor -> vendor.host().requests().size()).sum();
        return new Tally((long) happened.size() * vendors.size(), sums[0], sums[1], sums[2], sums[3], sums[4], requests, violations);
    }

    /// What a text tells, and whether it says of each that it may be a repetition.
    private static Map<Alert, Boolean> told(String text) {
        var told = new LinkedHashMap<Alert, Boolean>();
        var titles = TITLE.matcher(text).results().toList();
        for (int i = 0; i < titles.size(); i++) {
            var part = text.substring(titles.get(i).start(), i + 1 < titles.size() ? titles.get(i + 1).start() : text.length());
            told.merge(new Alert(Integer.parseInt(titles.get(i).group("tracker")), Integer.parseInt(titles.get(i).group("count"))),
                    part.contains("may be a duplicate"), Boolean::logicalOr);
        }
        return told;
    }

    @Override
    public void close() {
        vendors.forEach(Vendor::close);
    }
}
