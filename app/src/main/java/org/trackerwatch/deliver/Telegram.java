package org.trackerwatch.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// Telegram bots: one text a request, with as many messages in it as fit. Its markup is HTML, of which only three signs
/// have to be escaped; that of MarkdownV2 has eighteen.
public final class Telegram implements OverHttp {

    /// Documented: one message a second to a chat, twenty a minute to a group, thirty a second in all. Of the last two,
    /// some are left to other programs that speak for the same bot.
    private static final Pace.Rate CHAT = new Pace.Rate(1, Duration.ofSeconds(1));
    private static final Pace.Rate GROUP = new Pace.Rate(18, Duration.ofSeconds(60));
    private static final Pace.Rate BOT = new Pace.Rate(25, Duration.ofSeconds(1));

    private final URI base;

    /// @param base what stands for https://api.telegram.org, such as a Bot API server of one's own
    public Telegram(URI base) {
        this.base = URI.create(base.toString().replaceFirst("/+$", ""));
    }

    @Override
    public String kind() {
        return "telegram";
    }

    @Override
    public Secret address(String pasted) {
        return TelegramAddress.parse(pasted, base).url();
    }

    @Override
    public boolean recognises(URI pasted) {
        return TelegramAddress.isTelegram(pasted, base);
    }

    /// The topics of a group count together.
    @Override
    public Pace pace(Target target) {
        var address = address(target);
        var host = "telegram/" + address.bot();
        var rates = address.isGroup()
                ? Map.of(Pace.Scope.BUCKET, CHAT, Pace.Scope.CHANNEL, GROUP, Pace.Scope.HOST, BOT)
                : Map.of(Pace.Scope.BUCKET, CHAT, Pace.Scope.HOST, BOT);
        return new Pace(host, host + "/" + address.chat(), rates);
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var address = address(target);
        var filled = TelegramPage.of(parcel.form() == Form.SHARED ? parcel.messages() : List.of(parcel.first()));
        var body = body(address, filled.page(), parcel.form() != Form.PLAIN);
        address.thread().ifPresent(id -> body.put("message_thread_id", Long.valueOf(id)));
        if (parcel.silent()) {
            body.put("disable_notification", true);
        }
        return post(address, "sendMessage", body, filled.messages());
    }

    @Override
    public List<Choice> choices() {
        return List.of(RECOVERY);
    }

    /// What no longer fits into the one message would be lost: so all of it, or nothing.
    @Override
    public Optional<HttpCall> edit(String messageId, Parcel parcel, Target target) {
        var address = address(target);
        var filled = TelegramPage.of(parcel.messages());
        var body = body(address, filled.page(), parcel.form() != Form.PLAIN);
        body.put("message_id", Long.valueOf(messageId));
        return Optional.of(post(address, "editMessageText", body, filled.messages()))
                .filter(_ -> filled.messages() == parcel.messages().size());
    }

    @Override
    public Result read(HttpAnswer answer) {
        return new TelegramAnswer(answer).result();
    }

    @Override
    public Optional<Secret> moved(HttpAnswer answer, Target target) {
        return new TelegramAnswer(answer).migratedTo().map(chat -> address(target).in(chat).url());
    }

    /// Whether the token is good, and whether the bot knows the chat, in one question.
    @Override
    public Optional<HttpCall> check(Target target) {
        var address = address(target);
        return Optional.of(post(address, "getChat", Map.of("chat_id", chat(address)), 0));
    }

    @Override
    public Check checked(HttpAnswer answer) {
        var read = new TelegramAnswer(answer);
        if (read.isChat()) {
            return new Check.Works(read.name().orElse("a chat without a name"));
        }
        return Check.of(read.result(), "Telegram");
    }

    private TelegramAddress address(Target target) {
        return TelegramAddress.parse(target.address().reveal(), base);
    }

    private static Map<String, Object> body(TelegramAddress address, TelegramPage page, boolean marked) {
        var body = new LinkedHashMap<String, Object>();
        body.put("chat_id", chat(address));
        body.put("text", marked ? page.html() : page.seen());
        if (marked) {
            body.put("parse_mode", "HTML");
        }
        body.put("link_preview_options", Map.of("is_disabled", true));
        return body;
    }

    private static Object chat(TelegramAddress address) {
        return address.chat().startsWith("@") ? address.chat() : Long.valueOf(address.chat());
    }

    private HttpCall post(TelegramAddress address, String method, Map<String, Object> body, int messages) {
        var token = address.token().reveal();
        var reach = base.equals(TelegramAddress.TELEGRAM) ? HttpCall.Reach.PUBLIC : HttpCall.Reach.PRIVATE_TOO;
        return new HttpCall(HttpCall.Method.POST, new Secret(base + "/bot" + token + "/" + method),
                Map.of("Content-Type", "application/json; charset=utf-8"), JsonText.write(body), messages,
                List.of(address.token(), new Secret(token.substring(token.indexOf(':') + 1))), reach);
    }
}
