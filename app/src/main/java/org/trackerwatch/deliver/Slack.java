package org.trackerwatch.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// Slack's incoming webhooks. A message is an attachment of Block Kit blocks, since only an attachment has a bar of
/// colour. All texts are `plain_text`: nothing in them is markup, and `& < >` alone are escaped, as Slack wants.
public final class Slack implements OverHttp {

    /// Of blocks in a whole request; an alert has four.
    private static final int BLOCKS = 50;
    private static final int HEADER = 150;
    private static final int SECTION = 3000;
    private static final int FIELDS = 10;
    private static final int FIELD = 2000;
    private static final int FALLBACK = 300;

    private static final int FOOTER = 300;

    /// Slack names no limit for it, and takes the 2000 of a field.
    private static final int CONTEXT = 2000;

    /// It cuts a text off at 40,000 and advises 4000.
    private static final int TEXT = 4000;

    /// It allows about one a second and short bursts; who goes on regardless has his app switched off.
    private static final Map<Pace.Scope, Pace.Rate> RATES = Map.of(Pace.Scope.BUCKET, new Pace.Rate(1, Duration.ofSeconds(1)));

    private static final Duration UNTOLD = Duration.ofSeconds(60);

    private static final Pattern MENTION = Pattern.compile("channel|here|[UW][A-Z0-9]{1,20}|S[A-Z0-9]{1,20}");

    /// What Slack says when it will say it to every other message, too.
    private static final Map<String, String> DEAD = Map.ofEntries(
            Map.entry("user_not_found", "the user that it writes to is gone"),
            Map.entry("posting_to_general_channel_denied", "it may not write to the general channel"),
            Map.entry("action_prohibited", "an admin of the workspace forbids it"),
            Map.entry("invalid_token", "its URL is not valid any more"),
            Map.entry("no_service", "the webhook was removed or switched off"),
            Map.entry("no_service_id", "its URL is not whole"),
            Map.entry("no_active_hooks", "the webhook was switched off"),
            Map.entry("no_team", "its workspace is gone"),
            Map.entry("team_disabled", "its workspace was closed"),
            Map.entry("channel_not_found", "its channel is gone"),
            Map.entry("channel_is_archived", "its channel is archived; until somebody unarchives it, it is tried once a day"));

    /// What may end without a new address.
    private static final Set<String> MAY_END = Set.of("channel_is_archived", "team_disabled", "no_active_hooks");

    private static final Set<String> REFUSED =
            Set.of("invalid_payload", "invalid_blocks", "invalid_attachments", "no_text", "too_many_attachments", "msg_too_long");

    private final URI base;

    /// @param base what stands for https://hooks.slack.com
    public Slack(URI base) {
        this.base = URI.create(base.toString().replaceFirst("/+$", ""));
    }

    @Override
    public String kind() {
        return "slack";
    }

    @Override
    public boolean recognises(URI pasted) {
        return SlackAddress.isSlack(pasted);
    }

    @Override
    public List<Choice> choices() {
        return List.of(new Choice("mention", "Who is called when it is urgent.",
                "channel, here, or the id of a user (U…) or user group (S…)", false, MENTION.asMatchPredicate()));
    }

    @Override
    public Secret address(String pasted) {
        return SlackAddress.parse(pasted, base).url();
    }

    @Override
    public Pace pace(Target target) {
        var address = address(target);
        return new Pace("slack", "slack/" + address.team() + "/" + address.hook(), RATES);
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var messages = parcel.messages();
        var body = new LinkedHashMap<String, Object>();
        int carried = switch (parcel.form()) {
            case SHARED, ALONE -> putAttachments(body, messages, target);
            case PLAIN -> putPlain(body, parcel.first());
        };
        var headers = Map.of("Content-Type", "application/json; charset=utf-8");
        var address = address(target);
        boolean moved = !SlackAddress.isSlack(base);
        return new HttpCall(HttpCall.Method.POST, moved ? address.below(base) : address.url(), headers, JsonText.write(body), carried,
                List.of(address.token()), moved ? Call.Reach.PRIVATE_TOO : Call.Reach.PUBLIC);
    }

    private static int putAttachments(Map<String, Object> body, List<Message> messages, Target target) {
        var attachments = new ArrayList<Map<String, Object>>();
        int room = BLOCKS;
        for (var message : messages) {
            var blocks = blocks(message);
            if (blocks.size() > room) {
                break;
            }
            room -= blocks.size();
            attachments.add(Map.of("color", colour(message.severity()), "fallback", fit(Text.oneLine(message.title()), FALLBACK),
                    "blocks", blocks));
        }
        boolean urgent = messages.subList(0, attachments.size()).stream().anyMatch(each -> each.severity() == Severity.URGENT);
        target.link().option("mention").filter(_ -> urgent).ifPresent(who -> body.put("text", called(who)));
        body.put("attachments", attachments);
        return attachments.size();
    }

    private static String called(String who) {
        return switch (who.charAt(0)) {
            case 'U', 'W' -> "<@" + who + ">";
            case 'S' -> "<!subteam^" + who + ">";
            default -> "<!" + who + ">";
        };
    }

    private static List<Map<String, Object>> blocks(Message message) {
        var blocks = new ArrayList<Map<String, Object>>();
        blocks.add(Map.of("type", "header", "text", plain(Text.oneLine(message.title()), HEADER)));
        blocks.add(Map.of("type", "section", "text", plain(Text.clean(message.text()), SECTION)));
        var fields = message.figures().stream().limit(FIELDS).map(Slack::field).toList();
        if (!fields.isEmpty()) {
            blocks.add(Map.of("type", "section", "fields", fields));
        }
        blocks.add(Map.of("type", "context", "elements", List.of(plain(footer(message), CONTEXT))));
        return blocks;
    }

    private static Map<String, Object> field(Figure figure) {
        return plain(Text.oneLine(figure.name()) + "\n" + Text.clean(figure.value()), FIELD);
    }

    private static Map<String, Object> plain(String text, int most) {
        return Map.of("type", "plain_text", "text", fit(Text.isBlank(text) ? "—" : text, most), "emoji", false);
    }

    /// The figures and the colour are given up, for what refused them; the words and the code are not.
    private static int putPlain(Map<String, Object> body, Message message) {
        var end = "\n" + footer(message);
        var words = Text.oneLine(message.title()) + "\n" + Text.clean(message.text());
        body.put("text", fit(words, TEXT - escaped(end).length()) + fit(end, TEXT));
        body.put("mrkdwn", false);
        return 1;
    }

    private static String footer(Message message) {
        return Text.cut(Text.oneLine(message.occurred() + " · " + message.code() + message.note().map(note -> " · " + note).orElse("")), FOOTER);
    }

    private static String colour(Severity severity) {
        return "#" + Integer.toHexString(0x1000000 | severity.colour()).substring(1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// Escaped, and no longer than that as it goes over the wire: what Slack counts it does not say. A cut falls between
    /// characters, never within an escape.
    private static String fit(String text, int most) {
        if (escaped(text).length() <= most) {
            return escaped(text);
        }
        var fitting = new StringBuilder();
        var points = text.codePoints().iterator();
        while (points.hasNext()) {
            var next = escaped(Character.toString(points.nextInt()));
            if (fitting.length() + next.length() >= most) {
                break;
            }
            fitting.append(next);
        }
        return fitting.append('…').toString();
    }

    @Override
    public Result read(HttpAnswer answer) {
        var said = said(answer);
        if (answer.status() == 429 || said.equals("rate_limited")) {
            return new Result.Throttled(answer.wait("retry-after").orElse(UNTOLD), Pace.Scope.BUCKET);
        }
        if (answer.status() >= 500) {
            return new Result.Transient("Slack has trouble (" + answer.status() + ").");
        }
        if (answer.status() >= 300 && answer.status() < 400) {
            return new Result.TargetRefused("The webhook's address leads somewhere else now (" + answer.status() + "), and"
                    + " redirects are not followed, since they could lead anywhere. Copy the webhook's URL again.");
        }
        if (DEAD.containsKey(said)) {
            return new Result.TargetRefused("Slack takes no messages at this address: " + DEAD.get(said) + " (" + said + ").",
                    MAY_END.contains(said));
        }
        if (REFUSED.contains(said)) {
            return new Result.PayloadRefused("Slack refuses the message: " + said + ".");
        }
        return answer.status() < 300 ? taken(answer, said) : new Result.Transient("Slack, or something on the way to it, turns the"
                + " request away without a reason that is known (" + answer.status() + ").");
    }

    private static Result taken(HttpAnswer answer, String said) {
        return answer.status() == 200 && said.equals("ok") ? new Result.Delivered(Optional.empty())
                : new Result.Unreadable("Slack's address answered " + answer.status() + ", but not as Slack does.");
    }

    /// One word in either form: `no_service`, or `{"ok": false, "error": "no_service"}`.
    private static String said(HttpAnswer answer) {
        var text = answer.body().strip();
        return text.startsWith("{") ? JsonText.read(text).path("error").asString("") : text.length() <= 60 ? text : "";
    }

    /// An incoming webhook can only be posted to.
    @Override
    public Optional<HttpCall> check(Target target) {
        return Optional.empty();
    }

    @Override
    public Check checked(HttpAnswer answer) {
        return new Check.Unasked();
    }

    private SlackAddress address(Target target) {
        return SlackAddress.parse(target.address().reveal(), base);
    }
}
