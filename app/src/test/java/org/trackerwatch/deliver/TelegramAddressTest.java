package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TelegramAddressTest {

    private static final String TOKEN = FakeTelegram.TOKEN;

    @ParameterizedTest
    @ValueSource(strings = {
            "https://api.telegram.org/botTOKEN/sendMessage?chat_id=-100777",
            "https://api.telegram.org/botTOKEN/sendMessage?text=hi&chat_id=-100777&parse_mode=HTML",
            "https://API.telegram.org:443/botTOKEN/getUpdates?chat_id=-100777",
            "https://api.telegram.org/botTOKEN?chat_id=-100777",
            "api.telegram.org/botTOKEN/sendMessage?chat_id=%2D100777",
            "tgram://TOKEN/-100777", "tgram://TOKEN/-100777/", "TGRAM://botTOKEN/-100777/?silent=yes",
            "telegram://TOKEN@telegram?chats=-100777", "telegram://TOKEN@telegram/?preview=No&chats=-100777",
            "TOKEN/-100777", "TOKEN -100777", "  <botTOKEN/-100777>\n"})
    void every_form_that_people_paste_is_stored_as_one(String pasted) {
        var address = parse(pasted.replace("TOKEN", TOKEN));
        assertEquals("https://api.telegram.org/bot" + TOKEN + "/sendMessage?chat_id=-100777", address.url().reveal());
        assertEquals(address, parse(address.url().reveal()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://api.telegram.org/botTOKEN/sendMessage?chat_id=@my_channel&message_thread_id=12",
            "https://api.telegram.org/botTOKEN/sendMessage?chat_id=%40my_channel:12",
            "tgram://TOKEN/@my_channel:12", "tgram://TOKEN/@my_channel/?format=html&topic=12",
            "telegram://TOKEN@telegram?channels=@my_channel:12", "TOKEN/@my_channel:12"})
    void a_topic_is_kept_wherever_it_stands(String pasted) {
        var address = parse(pasted.replace("TOKEN", TOKEN));
        assertEquals("@my_channel", address.chat());
        assertEquals(Optional.of("12"), address.thread());
        assertEquals(address, parse(address.url().reveal()));
    }

    @Test
    void the_general_topic_has_a_number_and_is_written_to_without() {
        assertEquals(Optional.empty(), parse(TOKEN + "/-100777:1").thread());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOKEN", "botTOKEN", "https://api.telegram.org/botTOKEN", "https://api.telegram.org/botTOKEN/getMe",
            "tgram://TOKEN", "tgram://TOKEN/"})
    void a_token_without_a_chat_is_told_how_to_find_it(String pasted) {
        var refused = assertThrows(IllegalArgumentException.class, () -> parse(pasted.replace("TOKEN", TOKEN)));
        assertTrue(refused.getMessage().contains("not the chat") && refused.getMessage().contains("getUpdates"), refused.getMessage());
        assertFalse(refused.getMessage().contains(TOKEN), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://evil.example/?x=api.telegram.org/bot1             | does not lead to Telegram
            https://api.telegram.org.evil.example/botTOKEN/x          | does not lead to Telegram
            https://api.telegram.org@evil.example/botTOKEN/x          | does not lead to Telegram
            https://api.telegram.org:8443/botTOKEN/x                  | does not lead to Telegram
            http://api.telegram.org/botTOKEN/sendMessage?chat_id=5    | begins with https://
            https://api.telegram.org/bot123/sendMessage?chat_id=5     | not one of a bot's requests
            https://api.telegram.org/botTOKEN/sendMessage?chat_id=ann | neither a number nor an @name
            telegram://TOKEN@telegram?chats=1,2                       | several chats
            https://t.me/my_channel                                   | does not lead to Telegram
            hello there                                               | is no address of a Telegram bot
            ''                                                        | @BotFather
            """)
    void what_is_no_such_address_is_refused_with_words_that_help(String pasted, String words) {
        var refused = assertThrows(IllegalArgumentException.class, () -> parse(pasted.replace("TOKEN", TOKEN)));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
        assertFalse(refused.getMessage().contains(TOKEN), refused.getMessage());
    }

    @Test
    void the_host_decides_what_is_telegram_s_and_not_what_stands_in_a_query() {
        assertTrue(recognised("https://api.telegram.org/botx/y", TelegramAddress.TELEGRAM));
        assertTrue(recognised("tgram://x/y", TelegramAddress.TELEGRAM));
        assertFalse(recognised("https://evil.example/?x=api.telegram.org", TelegramAddress.TELEGRAM));
        assertTrue(recognised("http://127.0.0.1:8081/bot" + TOKEN + "/sendMessage", URI.create("http://127.0.0.1:8081")));
        assertFalse(recognised("http://127.0.0.1:8081/message", URI.create("http://127.0.0.1:8081")));
    }

    @Test
    void an_address_below_the_replaced_base_is_stored_as_telegram_s() {
        var own = URI.create("http://127.0.0.1:8081/tg");
        var address = TelegramAddress.parse("http://127.0.0.1:8081/tg/bot" + TOKEN + "/sendMessage?chat_id=5", own);
        assertTrue(address.url().reveal().startsWith("https://api.telegram.org/bot"));
        assertFalse(address.toString().contains(TOKEN));
    }

    private static boolean recognised(String pasted, URI base) {
        return TelegramAddress.isTelegram(URI.create(pasted), base);
    }

    private static TelegramAddress parse(String pasted) {
        return TelegramAddress.parse(pasted, TelegramAddress.TELEGRAM);
    }
}
