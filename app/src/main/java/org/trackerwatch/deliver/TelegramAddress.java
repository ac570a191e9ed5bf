package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trackerwatch.trackers.Secret;

/// A Telegram bot and the chat that it writes to, whatever form was pasted: the address of a Bot API request, the URLs of
/// apprise (`tgram://`) and shoutrrr (`telegram://`), or just the token and the chat.
///
/// @param bot    the part of the token before the colon, which is not secret
/// @param token  the whole
/// @param chat   a number, or the @name of a public group or channel
/// @param thread the topic of a group that has topics
record TelegramAddress(String bot, Secret token, String chat, Optional<String> thread) {

    static final URI TELEGRAM = URI.create("https://api.telegram.org");

    private static final String TOKEN = "(?<token>(?<bot>\\d{5,20}):[A-Za-z0-9_-]{20,100})";
    private static final String CHAT = "(?<chat>-?\\d{1,18}|@[A-Za-z]\\w{3,31})(?::(?<thread>\\d{1,18}))?";

    private static final Pattern PAIR = Pattern.compile("(?:bot)?" + TOKEN + "(?:[\\s/,;]+" + CHAT + ")?/?");
    private static final Pattern APPRISE = Pattern.compile("(?i:tgram)://(?:bot)?" + TOKEN
            + "(?:/" + CHAT + ")?/?(?:\\?(?:.*&)?(?:topic|thread)=(?<topic>\\d{1,18})(?:&.*)?|\\?.*)?");
    private static final Pattern SHOUTRRR = Pattern.compile("(?i:telegram)://" + TOKEN
            + "@telegram/?\\?(?:.*&)?(?:chats|channels)=" + CHAT + "(?<more>,[^&]*)?(?:&.*)?");
    private static final Pattern PATH = Pattern.compile("/bot" + TOKEN + "(?:/\\w*)?");

    /// The topic "General" of a group. It has a number, and is written to without.
    private static final String GENERAL = "1";

    private static final String LOOKS_LIKE = " Telegram's is a bot's token and a chat, as in 123456789:AbC…/-1001234567890 or"
            + " https://api.telegram.org/bot123456789:AbC…/sendMessage?chat_id=-1001234567890. Make a bot with @BotFather in"
            + " Telegram, which then tells you the token.";

    private static final String WHICH_CHAT = "That is a bot's token, but not the chat that the bot should write to. Send the"
            + " bot a message, or add it to the group and write /start there. Then open https://api.telegram.org/bot…/getUpdates"
            + " in a browser, with the token in place of the dots, and look for \"chat\":{\"id\": and the number after it. Enter"
            + " the token, a slash and that number; the @name of a public channel will do, too.";

    /// @param base what stands for https://api.telegram.org here; addresses below it are accepted, too
    static TelegramAddress parse(String pasted, URI base) {
        var text = PastedUrl.bare(pasted);
        var pair = PAIR.matcher(text);
        if (pair.matches()) {
            return of(pair, group(pair, "chat"), group(pair, "thread"));
        }
        var apprise = APPRISE.matcher(text);
        if (apprise.matches()) {
            return of(apprise, group(apprise, "chat"), group(apprise, "thread").or(() -> group(apprise, "topic")));
        }
        var shoutrrr = SHOUTRRR.matcher(text);
        if (shoutrrr.matches() && group(shoutrrr, "more").isPresent()) {
            throw new IllegalArgumentException("That address names several chats. A target is one chat: add one for each.");
        }
        return shoutrrr.matches() ? of(shoutrrr, group(shoutrrr, "chat"), group(shoutrrr, "thread")) : ofRequest(text, base);
    }

    static boolean isTelegram(URI pasted, URI base) {
        var scheme = Optional.ofNullable(pasted.getScheme()).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        return scheme.equals("tgram") || scheme.equals("telegram") || TELEGRAM.getHost().equalsIgnoreCase(pasted.getHost())
                || PastedUrl.of(pasted.toString()).flatMap(url -> url.below(base)).filter(path -> PATH.matcher(path).matches()).isPresent();
    }

    /// As it is stored, always in the same form.
    Secret url() {
        return new Secret(TELEGRAM + "/bot" + token.reveal() + "/sendMessage?" + query());
    }

    String query() {
        return "chat_id=" + URLEncoder.encode(chat, StandardCharsets.UTF_8)
                + thread.map(id -> "&message_thread_id=" + id).orElse("");
    }

    /// What this chat became.
    TelegramAddress in(String other) {
        return new TelegramAddress(bot, token, other, thread);
    }

    boolean isGroup() {
        return chat.startsWith("-") || chat.startsWith("@");
    }

    private static TelegramAddress ofRequest(String pasted, URI base) {
        var url = PastedUrl.of(pasted).orElseThrow(() ->
                new IllegalArgumentException("That is no address of a Telegram bot." + LOOKS_LIKE));
        var path = PATH.matcher(path(url, base));
        if (!path.matches()) {
            throw new IllegalArgumentException("That is an address of Telegram, but not one of a bot's requests." + LOOKS_LIKE);
        }
        var chat = Pattern.compile(CHAT).matcher(url.parameter("chat_id").orElse(""));
        if (url.parameter("chat_id").isPresent() && !chat.matches()) {
            throw new IllegalArgumentException("The chat_id in that address is neither a number nor an @name." + LOOKS_LIKE);
        }
        return chat.matches() ? of(path, group(chat, "chat"), group(chat, "thread").or(() ->
                url.parameter("message_thread_id").filter(id -> id.matches("\\d{1,18}")))) : of(path, Optional.empty(), Optional.empty());
    }

    private static String path(PastedUrl url, URI base) {
        return url.below(base).orElseGet(() -> {
            if (!url.leadsTo(TELEGRAM)) {
                throw new IllegalArgumentException("That address does not lead to Telegram." + LOOKS_LIKE
                        + " For a Bot API server of your own, set TRACKERWATCH_TELEGRAM_URL.");
            }
            if (!url.scheme().equals("https")) {
                throw new IllegalArgumentException("The address of a Telegram bot begins with https://.");
            }
            return url.uri().getPath();
        });
    }

    private static TelegramAddress of(Matcher found, Optional<String> chat, Optional<String> thread) {
        return new TelegramAddress(found.group("bot"), new Secret(found.group("token")),
                chat.orElseThrow(() -> new IllegalArgumentException(WHICH_CHAT)), thread.filter(id -> !id.equals(GENERAL)));
    }

    private static Optional<String> group(Matcher found, String name) {
        return Optional.ofNullable(found.group(name));
    }
}
