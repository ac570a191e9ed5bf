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

final class DiscordAddressTest {

    private static final String TOKEN = FakeDiscord.TOKEN;

    @ParameterizedTest
    @ValueSource(strings = {
            "https://discord.com/api/webhooks/1122334455/TOKEN",
            "https://discordapp.com/api/webhooks/1122334455/TOKEN",
            "https://ptb.discord.com/api/webhooks/1122334455/TOKEN",
            "https://canary.discord.com/api/webhooks/1122334455/TOKEN",
            "https://discord.com/api/v6/webhooks/1122334455/TOKEN",
            "https://discord.com/api/v10/webhooks/1122334455/TOKEN",
            "https://discord.com/api/webhooks/1122334455/TOKEN/",
            "https://discord.com:443/api/webhooks/1122334455/TOKEN",
            "https://Discord.COM/api/webhooks/1122334455/TOKEN?wait=true",
            "discord.com/api/webhooks/1122334455/TOKEN",
            "  <https://discord.com/api/webhooks/1122334455/TOKEN>\n"})
    void every_form_that_people_paste_is_stored_as_one(String pasted) {
        var address = DiscordAddress.parse(pasted.replace("TOKEN", TOKEN), DiscordAddress.DISCORD);
        assertEquals("https://discord.com/api/webhooks/1122334455/" + TOKEN, address.url().reveal());
    }

    @Test
    void the_thread_of_a_url_is_kept_wherever_it_stands_in_the_query() {
        var address = DiscordAddress.parse(
                "https://discord.com/api/webhooks/1/" + TOKEN + "?wait=true&thread_id=777", DiscordAddress.DISCORD);
        assertEquals(Optional.of("777"), address.thread());
        assertTrue(address.url().reveal().endsWith("?thread_id=777"));
        assertEquals(address, DiscordAddress.parse(address.url().reveal(), DiscordAddress.DISCORD));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://evil.example/?x=discord.com/api/webhooks/1/t | does not lead to Discord
            https://discord.com.evil.example/api/webhooks/1/t    | does not lead to Discord
            https://notdiscord.com/api/webhooks/1/t              | does not lead to Discord
            https://discord.com@evil.example/api/webhooks/1/t    | does not lead to Discord
            https://discord.com:8443/api/webhooks/1/t            | does not lead to Discord
            http://discord.com/api/webhooks/1/t                  | begins with https://
            https://discord.com/channels/1/2                     | address of a Discord channel
            https://discord.com/api/webhooks/1                   | is not whole
            https://discord.com/api/webhooks/1/                  | is not whole
            https://discord.com/api/webhooks/abc/t               | is not whole
            https://discord.com/api/webhooks/1/tok%2F..%2Fx      | is not whole
            https://discord.com/developers                       | but not a webhook's
            https://discord.com/api/webhooks/1/t/slack           | Leave /slack off
            https://discord.com/api/webhooks/1/t/github          | Leave /github off
            https://discord.com/api/webhooks/1/t/messages        | Leave it off
            hello there                                          | is no URL of a Discord webhook
            ''                                                   | is no URL of a Discord webhook
            mailto:someone@example.org                           | Discord
            """)
    void what_is_no_webhook_is_refused_with_words_that_help(String pasted, String words) {
        var refused = assertThrows(IllegalArgumentException.class, () -> DiscordAddress.parse(pasted, DiscordAddress.DISCORD));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    @Test
    void a_refusal_shows_what_a_webhook_looks_like_and_never_repeats_the_secret() {
        var refused = assertThrows(IllegalArgumentException.class,
                () -> DiscordAddress.parse("https://discord.example/api/webhooks/1/" + TOKEN, DiscordAddress.DISCORD));
        assertTrue(refused.getMessage().contains("https://discord.com/api/webhooks/"), refused.getMessage());
        assertFalse(refused.getMessage().contains(TOKEN), refused.getMessage());
    }

    @Test
    void an_address_below_the_replaced_base_is_accepted_and_stored_as_discord_s() {
        var proxy = URI.create("http://127.0.0.1:9000/discord");
        var address = DiscordAddress.parse("http://127.0.0.1:9000/discord/api/webhooks/5/" + TOKEN, proxy);
        assertEquals("https://discord.com/api/webhooks/5/" + TOKEN, address.url().reveal());
        assertThrows(IllegalArgumentException.class,
                () -> DiscordAddress.parse("http://127.0.0.1:9001/discord/api/webhooks/5/" + TOKEN, proxy));
    }

    @Test
    void printing_an_address_gives_nothing_away() {
        var address = DiscordAddress.parse("https://discord.com/api/webhooks/1/" + TOKEN, DiscordAddress.DISCORD);
        assertFalse(address.toString().contains(TOKEN));
    }
}
