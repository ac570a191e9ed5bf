package org.trackerwatch.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// Pushover: a title and plain text, without markup.
public final class Pushover implements OverHttp {

    /// In characters, as Pushover counts them.
    private static final int TITLE = 250;
    private static final int MESSAGE = 1024;

    /// So that the figures and the end have room, too.
    private static final int TEXT = 600;
    private static final int FIGURE = 120;
    private static final int END = 200;

    private static final int QUIET = -1;
    private static final int NORMAL = 0;
    private static final int HIGH = 1;
    private static final int EMERGENCY = 2;

    /// In seconds: how often an emergency rings, and for how long if nobody acknowledges it.
    private static final int LEAST_RETRY = 30;
    private static final int MOST_EXPIRE = 10_800;

    private static final List<Choice> CHOICES = List.of(
            Choice.oneOf("emergency", "Whether an urgent alert rings again and again.", new Word("yes", "until somebody acknowledges it"),
                    new Word("no", "once")),
            new Choice("retry", "After how many seconds an emergency rings again.", LEAST_RETRY + " to " + MOST_EXPIRE,
                    false, text -> isNumber(text, seconds -> seconds >= LEAST_RETRY && seconds <= MOST_EXPIRE)),
            new Choice("expire", "After how many seconds an emergency gives up ringing.", "1 to " + MOST_EXPIRE,
                    false, text -> isNumber(text, seconds -> seconds >= 1 && seconds <= MOST_EXPIRE)));

    /// No more than two connections at once are asked for. A request that runs counts as now; so of any that end within
    /// the window, there are two at most, and with them of those that run.
    private static final Pace.Rate CONNECTIONS = new Pace.Rate(2, Duration.ofMillis(500));

    private final URI base;

    /// @param base what stands for https://api.pushover.net
    public Pushover(URI base) {
        this.base = URI.create(base.toString().replaceFirst("/+$", ""));
    }

    @Override
    public String kind() {
        return "pushover";
    }

    @Override
    public int room() {
        return 550;
    }

    @Override
    public Secret address(String pasted) {
        return PushoverAddress.parse(pasted, base).url();
    }

    @Override
    public boolean recognises(URI pasted) {
        return PushoverAddress.isPushover(pasted, base);
    }

    @Override
    public List<Choice> choices() {
        return CHOICES;
    }

    /// The month's quota is the application's.
    @Override
    public Pace pace(Target target) {
        return new Pace("pushover", "pushover/" + Fingerprint.of(address(target).token()), Map.of(Pace.Scope.HOST, CONNECTIONS));
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var first = Sheet.of(parcel.first());
        var shared = parcel.form() == Form.SHARED ? together(parcel.messages()) : List.<String>of();
        int carried = Math.max(1, shared.size());
        var body = new LinkedHashMap<String, Object>();
        body.put("title", cut(first.title(), carried > 1 ? TITLE - 20 : TITLE) + (carried > 1 ? " (+" + (carried - 1) + " more)" : ""));
        body.put("message", carried > 1 ? String.join("\n\n", shared) : alone(first, parcel.form() != Form.PLAIN));
        if (carried == 1) {
            body.put("timestamp", parcel.first().occurred().getEpochSecond());
        }
        prioritise(body, parcel, carried, target);
        return post(target, "messages", body, carried);
    }

    @Override
    public Result read(HttpAnswer answer) {
        return new PushoverAnswer(answer).result();
    }

    @Override
    public Pace.Learned limits(HttpAnswer answer) {
        return new Pace.Learned(Optional.empty(), new PushoverAnswer(answer).freeAt(), Optional.empty());
    }

    @Override
    public Optional<HttpCall> check(Target target) {
        return Optional.of(post(target, "users/validate", Map.of(), 0));
    }

    @Override
    public Check checked(HttpAnswer answer) {
        var read = new PushoverAnswer(answer);
        return read.isTaken() ? new Check.Works(read.devices()) : Check.of(read.result(), "Pushover");
    }

    private static void prioritise(Map<String, Object> body, Parcel parcel, int carried, Target target) {
        boolean urgent = parcel.messages().subList(0, carried).stream().anyMatch(message -> message.severity() == Severity.URGENT);
        boolean news = parcel.messages().subList(0, carried).stream().allMatch(message -> message.severity() == Severity.INFO);
        boolean emergency = urgent && !parcel.silent() && target.link().option("emergency").filter("yes"::equals).isPresent();
        body.put("priority", emergency ? EMERGENCY : parcel.silent() || news ? QUIET : urgent ? HIGH : NORMAL);
        if (emergency) {
            body.put("retry", target.link().option("retry").map(Integer::valueOf).orElse(60));
            body.put("expire", target.link().option("expire").map(Integer::valueOf).orElse(3600));
        }
    }

    private HttpCall post(Target target, String method, Map<String, Object> parameters, int messages) {
        var address = PushoverAddress.parse(target.address().reveal(), base);
        var body = new LinkedHashMap<>(parameters);
        body.put("token", address.token().reveal());
        body.put("user", address.user().reveal());
        address.devices().ifPresent(names -> body.put("device", names));
        var reach = base.equals(PushoverAddress.PUSHOVER) ? Call.Reach.PUBLIC : Call.Reach.PRIVATE_TOO;
        return new HttpCall(HttpCall.Method.POST, new Secret(base + "/1/" + method + ".json"),
                Map.of("Content-Type", "application/json; charset=utf-8"), JsonText.write(body), messages,
                List.of(address.token(), address.user()), reach);
    }

    private PushoverAddress address(Target target) {
        return PushoverAddress.parse(target.address().reveal(), base);
    }

    /// As many as fit, if it is more than one.
    private static List<String> together(List<Message> messages) {
        var lines = new ArrayList<String>();
        int room = MESSAGE;
        for (var message : messages) {
            var text = Sheet.of(message).lines(Integer.MAX_VALUE);
            room -= length(text) + 2;
            if (room < 0) {
                break;
            }
            lines.add(text);
        }
        return lines;
    }

    private static String alone(Sheet sheet, boolean figures) {
        var end = cut(sheet.end(), END);
        var text = new StringBuilder(cut(sheet.text(), TEXT));
        for (var figure : figures ? sheet.figures() : List.<Message.Figure>of()) {
            var line = cut(figure.name(), FIGURE) + ": " + cut(figure.value(), FIGURE);
            if (length(text) + length(line) + length(end) + 2 > MESSAGE) {
                break;
            }
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }
        return text.append(text.isEmpty() ? "" : "\n").append(end).toString();
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    /// At most so many characters, the last of them "…" if something was cut.
    private static String cut(String text, int most) {
        return length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static boolean isNumber(String text, IntPredicate accepted) {
        return text.matches("\\d{1,5}") && accepted.test(Integer.parseInt(text));
    }
}
