package org.trackerwatch.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// Discord webhooks: a message is an embed, up to ten of them a request.
public final class Discord implements OverHttp {

    /// Discord counts an embed's visible texts after trimming, in a unit it does not name. UTF-16 units are never fewer
    /// than characters, so counting them is safe.
    private static final int EMBEDS = 10;
    private static final int ALL_EMBEDS = 6000;
    private static final int TITLE = 256;
    private static final int FIELD_NAME = 256;
    private static final int FIELD_VALUE = 1024;
    private static final int FIELDS = 25;
    private static final int CONTENT = 2000;

    /// `<@&id> `, for which room is left.
    private static final int LONGEST_MENTION = 25;

    private static final Choice MENTION = new Choice("mention", "The role that is mentioned where something is urgent.",
            "a role's id, such as 123456789012345678", false, text -> text.matches("\\d{17,20}"));

    /// Below their documented limits (4096 and 2048), so that one embed with all its parts stays far below 6000.
    private static final int DESCRIPTION = 2048;
    private static final int FOOTER = 256;

    private static final int SUPPRESS_EMBEDS = 1 << 2;
    private static final int SUPPRESS_NOTIFICATIONS = 1 << 12;

    /// The first two are not documented, but told by Discord's own engineers. Of the third, 50 a second, some are left to
    /// other programs of the same address.
    private static final Map<Pace.Scope, Pace.Rate> RATES = Map.of(
            Pace.Scope.BUCKET, new Pace.Rate(5, Duration.ofSeconds(2)),
            Pace.Scope.CHANNEL, new Pace.Rate(30, Duration.ofSeconds(60)),
            Pace.Scope.HOST, new Pace.Rate(45, Duration.ofSeconds(1)));

    private final URI base;
    private final String userAgent;

    /// @param base    what stands for https://discord.com
    /// @param version of trackerwatch, for the User-Agent that Discord asks of programs
    public Discord(URI base, String version) {
        this.base = URI.create(base.toString().replaceFirst("/+$", ""));
        this.userAgent = "DiscordBot (https://github.com/trackerwatch/trackerwatch, " + version + ")";
    }

    @Override
    public String kind() {
        return "discord";
    }

    @Override
    public Secret address(String pasted) {
        return DiscordAddress.parse(pasted, base).url();
    }

    @Override
    public boolean recognises(URI pasted) {
        return DiscordAddress.isDiscord(pasted, base);
    }

    @Override
    public Pace pace(Target target) {
        return new Pace("discord", "discord/webhook/" + address(target).id(), RATES);
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var address = address(target);
        var body = new LinkedHashMap<String, Object>();
        body.put("username", "trackerwatch");
        body.put("allowed_mentions", Map.of("parse", List.of()));
        int carried = switch (parcel.form()) {
            case SHARED, ALONE -> putEmbeds(body, parcel);
            case PLAIN -> putPlain(body, parcel);
        };
        boolean urgent = parcel.messages().stream().limit(carried).anyMatch(message -> message.severity() == Severity.URGENT);
        target.link().option(MENTION.key()).filter(_ -> urgent).ifPresent(role -> mention(body, role));
        var url = webhook(address) + "?wait=true" + address.thread().map(id -> "&thread_id=" + id).orElse("");
        return call(HttpCall.Method.POST, url, JsonText.write(body), carried, address);
    }

    @Override
    public List<Choice> choices() {
        return List.of(RECOVERY, MENTION);
    }

    /// An embed that the message had and the request has not is gone: so all of them, or none.
    @Override
    public Optional<HttpCall> edit(String messageId, Parcel parcel, Target target) {
        var address = address(target);
        var body = new LinkedHashMap<String, Object>();
        body.put("allowed_mentions", Map.of("parse", List.of()));
        int carried = switch (parcel.form()) {
            case SHARED, ALONE -> putEmbeds(body, parcel);
            case PLAIN -> putPlain(body, parcel);
        };
        var url = webhook(address) + "/messages/" + messageId + address.thread().map(id -> "?thread_id=" + id).orElse("");
        return Optional.of(call(HttpCall.Method.PATCH, url, JsonText.write(body), carried, address))
                .filter(_ -> carried == parcel.messages().size() && messageId.matches("\\d+"));
    }

    @Override
    public Result read(HttpAnswer answer) {
        return new DiscordAnswer(answer).result();
    }

    @Override
    public Pace.Learned limits(HttpAnswer answer) {
        boolean usedUp = answer.wholeNumber("x-ratelimit-remaining").filter(left -> left == 0).isPresent();
        var freeAt = answer.seconds("x-ratelimit-reset-after").filter(_ -> usedUp).map(answer.at()::plus);
        var channel = new DiscordAnswer(answer).text("channel_id").map(id -> "discord/channel/" + id);
        return new Pace.Learned(answer.wholeNumber("x-ratelimit-limit"), freeAt, channel);
    }

    @Override
    public Optional<HttpCall> check(Target target) {
        var address = address(target);
        return Optional.of(call(HttpCall.Method.GET, webhook(address), "", 0, address));
    }

    @Override
    public Check checked(HttpAnswer answer) {
        var read = new DiscordAnswer(answer);
        if (answer.status() == 200 && read.text("channel_id").isPresent()) {
            return new Check.Works(read.text("name").map(Text::oneLine).orElse("a webhook without a name"));
        }
        return Check.of(read.result(), "Discord");
    }

    /// This role is named by its id and no other: what a tracker wrote mentions nobody.
    private static void mention(Map<String, Object> body, String role) {
        body.merge("content", "<@&" + role + ">", (words, mention) -> mention + " " + words);
        body.put("allowed_mentions", Map.of("parse", List.of(), "roles", List.of(role)));
    }

    private DiscordAddress address(Target target) {
        return DiscordAddress.parse(target.address().reveal(), base);
    }

    /// The version is named, since the address without one is served by a deprecated API, which counts waits in
    /// milliseconds and does not say what it refuses.
    private String webhook(DiscordAddress address) {
        return base + "/api/v10/webhooks/" + address.id() + "/" + address.token().reveal();
    }

    private HttpCall call(HttpCall.Method method, String url, String body, int messages, DiscordAddress address) {
        var headers = Map.of("User-Agent", userAgent, "Content-Type", "application/json; charset=utf-8");
        var reach = base.equals(DiscordAddress.DISCORD) ? HttpCall.Reach.PUBLIC : HttpCall.Reach.PRIVATE_TOO;
        return new HttpCall(method, new Secret(url), headers, body, messages, List.of(address.token()), reach);
    }

    private static int putEmbeds(Map<String, Object> body, Parcel parcel) {
        var messages = parcel.messages();
        var embeds = new ArrayList<Map<String, Object>>();
        int room = ALL_EMBEDS;
        for (var message : messages.subList(0, Math.min(EMBEDS, messages.size()))) {
            var embed = new Embed(message);
            if (embed.size > room) {
                break;
            }
            room -= embed.size;
            embeds.add(embed.json());
        }
        body.put("embeds", embeds);
        if (parcel.silent()) {
            body.put("flags", SUPPRESS_NOTIFICATIONS);
        }
        return embeds.size();
    }

    /// The figures and the colour are given up, for what refused them; the words and the code are not.
    private static int putPlain(Map<String, Object> body, Parcel parcel) {
        var message = parcel.first();
        var words = Text.oneLine(message.title()) + "\n" + Text.clean(message.text());
        var end = Markdown.escape("\n" + message.occurred() + " · " + footer(message));
        body.put("content", Markdown.cut(Markdown.escape(words), CONTENT - LONGEST_MENTION - end.length()) + end);
        body.put("flags", parcel.silent() ? SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS : SUPPRESS_EMBEDS);
        return 1;
    }

    private static String footer(Message message) {
        return Text.cut(Text.oneLine(message.code() + message.note().map(note -> " · " + note).orElse("")), FOOTER);
    }

    /// One message. It has no `url`: of embeds that share one, Discord shows the first alone.
    private static final class Embed {

        private final Map<String, Object> json = new LinkedHashMap<>();
        private int size;

        Embed(Message message) {
            put("title", Markdown.cut(visible(Text.oneLine(message.title())), TITLE));
            put("description", Markdown.cut(visible(Text.clean(message.text())), DESCRIPTION));
            json.put("color", message.severity().colour());
            json.put("timestamp", message.occurred().toString());
            json.put("footer", Map.of("text", footer(message)));
            size += footer(message).length();
            json.put("fields", fields(message.figures()));
        }

        Map<String, Object> json() {
            return json;
        }

        private void put(String name, String text) {
            json.put(name, text);
            size += text.length();
        }

        /// As many as fit; the first ones matter most.
        private List<Map<String, Object>> fields(List<Figure> figures) {
            var fields = new ArrayList<Map<String, Object>>();
            for (var figure : figures.subList(0, Math.min(FIELDS, figures.size()))) {
                var name = Markdown.cut(visible(Text.oneLine(figure.name())), FIELD_NAME);
                var value = Markdown.cut(visible(Text.clean(figure.value())), FIELD_VALUE);
                if (size + name.length() + value.length() > ALL_EMBEDS) {
                    break;
                }
                size += name.length() + value.length();
                fields.add(Map.of("name", name, "value", value, "inline", true));
            }
            return fields;
        }

        /// Escaped, and never empty, which Discord refuses.
        private static String visible(String text) {
            return Text.isBlank(text) ? "—" : Markdown.escape(text);
        }
    }
}
