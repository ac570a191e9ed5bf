package org.trackerwatch.deliver;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.Pace.Scope;
import org.trackerwatch.core.Result;
import tools.jackson.databind.JsonNode;

/// What the Bot API's answer means. It says so itself, by `ok` and `error_code`; what is refused, and why, only by words.
/// They are those of its documentation and of its published server. What comes without an `ok` was not written by it.
final class TelegramAnswer {

    /// For a 429 that does not say how long.
    private static final Duration UNTOLD = Duration.ofSeconds(60);

    private static final int LONGEST_QUOTE = 300;

    /// The message is refused, and another one would not be.
    private static final List<String> ABOUT_THE_MESSAGE = List.of("can't parse entities", "text is too long", "message is too long",
            "message_too_long", "entities_too_long", "text is empty", "text must be non-empty", "must be encoded in utf-8",
            "message to edit not found", "message can't be edited", "message_id_invalid");

    /// The chat is refused, or the bot in it.
    private static final List<String> ABOUT_THE_CHAT = List.of("chat not found", "thread not found", "topic_closed", "topic_deleted",
            "topic_id_invalid", "not enough rights", "have no rights", "need administrator rights", "chat_write_forbidden",
            "chat_admin_required", "chat_restricted", "peer_id_invalid", "chat_id_invalid", "channel_private", "chat_id is empty",
            "user_is_bot", "group chat was deactivated");

    private final HttpAnswer http;
    private final JsonNode body;
    private final boolean refused;

    TelegramAnswer(HttpAnswer http) {
        this.http = http;
        this.body = JsonText.read(http.body());
        this.refused = body.path("ok").isBoolean() && !body.path("ok").asBoolean();
    }

    Result result() {
        int code = refused && http.status() < 300 ? body.path("error_code").asInt(400) : http.status();
        if (code >= 200 && code < 300) {
            return taken();
        }
        return switch (code) {
            case 429 -> throttled();
            case 408, 421, 425 -> trouble(code);
            default -> code >= 500 ? trouble(code) : refused ? refusal(code) : byRange(code);
        };
    }

    /// The number of the supergroup that the group became.
    Optional<String> migratedTo() {
        return Optional.of(body.path("parameters").path("migrate_to_chat_id")).filter(JsonNode::isIntegralNumber).map(JsonNode::asString);
    }

    /// Of the chat asked for.
    Optional<String> name() {
        var chat = body.path("result");
        return Stream.of("title", "username", "first_name").map(field -> chat.path(field).asString("")).map(Text::oneLine)
                .filter(name -> !Text.isBlank(name)).findFirst();
    }

    boolean isChat() {
        return http.status() == 200 && body.path("ok").asBoolean(false) && body.path("result").path("id").isIntegralNumber();
    }

    private Result taken() {
        var id = body.path("result").path("message_id");
        return body.path("ok").asBoolean(false) && id.isIntegralNumber()
                ? new Result.Delivered(Optional.of(id.asString()))
                : new Result.Unreadable("Telegram's address answered " + http.status() + ", but with no message in it.");
    }

    private Result refusal(int code) {
        var said = body.path("description").asString("").toLowerCase(Locale.ROOT);
        if (migratedTo().isPresent()) {
            return new Result.Transient("The group became a supergroup, which has another number: " + migratedTo().get()
                    + ". Messages go there from now on.");
        }
        if (said.contains("message is not modified")) {
            return new Result.Delivered(Optional.empty());
        }
        if (code == 413 || ABOUT_THE_MESSAGE.stream().anyMatch(said::contains)) {
            return new Result.PayloadRefused("Telegram refuses the message: " + quote());
        }
        return switch (code) {
            case 401, 404 -> new Result.TargetRefused("Telegram does not accept the bot's token (" + code + "): it is not whole,"
                    + " or was revoked. Ask @BotFather for it again.");
            case 403 -> new Result.TargetRefused("The bot may not write to this chat: " + quote()
                    + ". Unblock it, or add it to the group or channel again.");
            default -> ABOUT_THE_CHAT.stream().anyMatch(said::contains)
                    ? new Result.TargetRefused("Telegram refuses this chat: " + quote() + ". Is its number right, is the bot"
                            + " in it, and may it write there?")
                    : unknown(code);
        };
    }

    private Result byRange(int code) {
        return code >= 400 ? unknown(code) : new Result.TargetRefused("Telegram's address leads somewhere else now (" + code
                + "), and redirects are not followed, since they could lead anywhere.");
    }

    private Result unknown(int code) {
        return new Result.Transient("Telegram, or something on the way to it, turns the request away without a reason that is"
                + " known (" + code + "): " + quote());
    }

    private Result trouble(int code) {
        return new Result.Transient("Telegram has trouble (" + code + ").");
    }

    /// By the chat: Telegram does not say whether it was the chat's limit or the bot's.
    private Result throttled() {
        var told = Stream.of(http.wait("retry-after"), HttpAnswer.seconds(body.path("parameters").path("retry_after").asDouble(-1)))
                .flatMap(Optional::stream).max(Duration::compareTo).orElse(UNTOLD);
        return new Result.Throttled(told, Scope.BUCKET);
    }

    private String quote() {
        var said = body.path("description").asStringOpt().map(Text::oneLine).orElse("");
        return said.isEmpty() ? "(it does not say why)" : Text.cut(said, LONGEST_QUOTE);
    }
}
