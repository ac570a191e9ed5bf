package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.Secret;

final class MatrixAddressTest {

    private static final String TOKEN = FakeMatrix.TOKEN;

    @ParameterizedTest
    @ValueSource(strings = {
            "https://hs.example.org/_matrix/client/v3/rooms/!AbC:example.org/send/m.room.message?access_token=TOKEN",
            "https://HS.example.org/_matrix/client/r0/rooms/%21AbC%3Aexample.org/send/m.room.message/txn5?access_token=TOKEN",
            "hs.example.org/_matrix/client/v3/rooms/!AbC:example.org?access_token=TOKEN",
            "matrixs://TOKEN@hs.example.org/!AbC:example.org", "MATRIXS://TOKEN@hs.example.org/%21AbC:example.org/",
            " <https://TOKEN@hs.example.org/!AbC:example.org>\n"})
    void every_form_that_people_paste_is_stored_as_one(String pasted) {
        var address = parse(pasted);
        assertEquals("https://hs.example.org/_matrix/client/v3/rooms/%21AbC%3Aexample.org/send/m.room.message?access_token=" + TOKEN,
                address.url().reveal());
        assertEquals("!AbC:example.org", address.room());
        assertEquals(address, parse(address.url().reveal()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            matrix://TOKEN@192.168.1.5:8008/!AbC:home                                                | http://192.168.1.5:8008
            https://example.org:8448/proxy/_matrix/client/v3/rooms/!AbC:home/send?access_token=TOKEN | https://example.org:8448/proxy
            matrixs://TOKEN@[fd00::5]:8448/!AbC:home                                                 | https://[fd00::5]:8448
            """)
    void ports_paths_and_plain_http_are_kept_and_whether_they_may_be_reached_is_another_s_to_say(String pasted, String base) {
        assertEquals(base, parse(pasted).base());
        assertEquals(parse(pasted), parse(parse(pasted).url().reveal()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!s-_hashOfARoomOfVersion12", "!a.b=c/d~e+f:example.org:8448", "!AbC:[::1]:8448"})
    void a_room_s_id_goes_into_the_path_encoded_as_a_whole(String room) {
        var address = new MatrixAddress("https://hs.example.org", room, new Secret(TOKEN));
        assertEquals(address, parse(address.url().reveal()));
        assertTrue(address.roomUrl().substring("https://hs.example.org/_matrix/client/v3/rooms/".length()).matches("[A-Za-z0-9%._-]+"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            matrixs://TOKEN@hs.example.org/#alerts:example.org                                  | the room's alias
            https://hs.example.org/_matrix/client/v3/rooms/%23alerts:example.org?access_token=TOKEN | the room's alias
            https://hs.example.org/_matrix/client/v3/rooms/alerts/send?access_token=TOKEN       | no room's id
            https://hs.example.org/_matrix/client/v3/rooms/!AbC:example.org/send                | no access token
            https://hs.example.org/_matrix/client/v3/rooms/!AbC:example.org?access_token=a%20b  | no access token
            https://matrix.to/#/!AbC:example.org                                                | leads to no room with a token
            https://app.element.io/#/room/!AbC:example.org                                      | leads to no room with a token
            !AbC:example.org                                                                    | neither its homeserver nor a token
            #alerts:example.org                                                                 | neither its homeserver nor a token
            ftp://TOKEN@hs.example.org/!AbC:example.org                                         | no address of a Matrix room
            hello                                                                               | leads to no room
            ''                                                                                  | no address of a Matrix room
            """)
    void what_is_no_such_address_is_refused_with_words_that_help(String pasted, String words) {
        var refused = assertThrows(IllegalArgumentException.class, () -> parse(pasted));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
        assertTrue(refused.getMessage().contains("Element"), refused.getMessage());
        assertFalse(refused.getMessage().contains(TOKEN), refused.getMessage());
    }

    @Test
    void the_path_decides_what_is_a_room_s_address() {
        assertTrue(MatrixAddress.isMatrix(URI.create("https://any.example/_matrix/client/v3/rooms/!a:b/send")));
        assertTrue(MatrixAddress.isMatrix(URI.create("matrixs://t@any.example/!a:b")));
        assertFalse(MatrixAddress.isMatrix(URI.create("https://any.example/?x=/_matrix/client/v3/rooms/a")));
        assertFalse(MatrixAddress.isMatrix(URI.create("mailto:someone@example.org")));
    }

    private static MatrixAddress parse(String pasted) {
        return MatrixAddress.parse(pasted.replace("TOKEN", TOKEN));
    }

    @Test
    void a_token_that_was_pasted_where_a_host_belongs_is_not_repeated() {
        var refused = assertThrows(IllegalArgumentException.class, () -> MatrixAddress.parse("matrixs://syt_s3cr3tTokenOfMine/!room"));
        assertFalse(refused.getMessage().toLowerCase(Locale.ROOT).contains("s3cr3t"), refused.getMessage());
    }
}
