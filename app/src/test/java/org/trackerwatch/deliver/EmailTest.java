package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.deliver.MailAnswer.Stage;
import org.trackerwatch.trackers.Secret;

/// How a mail looks, where it goes, and what a mail server's words mean.
class EmailTest {

    private static final String ADDRESS = "smtps://me%40example.org:p%3Aw@smtp.example.org:465/?from=me%40example.org&to=me%40example.org,you%40example.net";

    private final Email email = new Email();

    private static Target target(String address) {
        return new Target(1, "Mail", new Link("email", new Email().address(address)), Wishes.ALL, Target.Health.GOOD);
    }

    private static Message message(String title, String text) {
        return new Message(Severity.WARNING, title, text, List.of(new Figure("Ratio", "1.0")), Instant.EPOCH, "C0DE", Optional.empty());
    }

    private ReadMail read(Form form, Message... messages) {
        var text = text(form, messages);
        assertEquals(Optional.empty(), MailLaw.refusal(text, 200_000, 998), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 78), text);
        return ReadMail.of(text);
    }

    private String text(Form form, Message... messages) {
        return email.render(Parcels.of(List.of(messages), form), target(ADDRESS)).mail().orElseThrow().text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "smtps://me@example.org:p%3Aw@smtp.example.org/?to=you@example.net|WRAPPED|465|me@example.org|you@example.net",
        "smtp://me:pw@smtp.example.org?from=me@example.org&to=a@example.org, b@example.org|UPGRADED|587|me@example.org|a@example.org;b@example.org",
        "SMTPS://me:pw@SMTP.example.org:2465/?from=a+b@example.org|WRAPPED|2465|a+b@example.org|a+b@example.org",
        "smtp://mail.lan:25/?from=nas@mail.lan&to=me@mail.lan|UPGRADED|25|nas@mail.lan|me@mail.lan",
        "mailtos://me:pw@example.org|UPGRADED|587|me@example.org|me@example.org",
        "mailto://me:pw@example.org?smtp=relay.example.net&to=you@example.net|UPGRADED|587|me@example.org|you@example.net"})
    void addresses_are_taken_as_people_write_them(String pasted, MailCall.Safety safety, int port, String from, String to) {
        var parsed = EmailAddress.parse(pasted.replace(", ", ","));
        assertEquals(safety, parsed.safety());
        assertEquals(port, parsed.port());
        assertEquals(from, parsed.from());
        assertEquals(List.of(to.split(";")), parsed.to());
        assertEquals(parsed, EmailAddress.parse(parsed.url().reveal()));
        assertTrue(email.recognises(URI.create(pasted.replace(", ", ","))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"me@example.org", "smtp://", "https://smtp.example.org", "smtps://me:pw@smtp.example.org", "smtps://me@smtp.example.org?from=a@b",
        "smtps://smtp.example.org/?from=a@b&to=c%0d%0aBcc:x@y", "smtps://u:p@smtp.example.org:99999/?from=a@b", "smtps://u:p@host/?from=<a@b>",
        "smtps://u:pa%zz@host/?from=a@b", "smtps://u:p@host/?from=a@b&to=ü@example.org"})
    void what_is_none_is_refused_with_an_example_and_without_its_password(String pasted) {
        var refused = assertThrows(IllegalArgumentException.class, () -> email.address(pasted));
        assertTrue(refused.getMessage().contains("smtps://user:password@"), refused.getMessage());
        assertFalse(refused.getMessage().contains("pw@"), refused.getMessage());
    }

    @Test
    void a_mail_has_both_forms_and_every_header_once() {
        var mail = read(Form.SHARED, message("Ötters: ratio fell 🦦", "From 1.1 to <b>1.0</b> & less.\nLook."));
        assertEquals("Ötters: ratio fell 🦦", mail.subject());
        assertTrue(mail.plain().startsWith("Ötters: ratio fell 🦦\r\nFrom 1.1 to <b>1.0</b> & less."), mail.plain());
        assertTrue(mail.plain().contains("Ratio: 1.0") && mail.plain().contains("C0DE"), mail.plain());
        assertTrue(mail.html().contains("&lt;b&gt;1.0&lt;/b&gt; &amp; less.<br>"), mail.html());
        assertEquals("auto-generated", mail.headers().get("auto-submitted"));
        assertEquals("Thu, 1 Jan 1970 00:00:00 +0000", mail.headers().get("date"));
        assertTrue(mail.headers().get("to").contains("you@example.net"), mail::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: all@example.org", "x\nBcc: all@example.org\n\nGone", "x\u2028Bcc: y", "=?UTF-8?B?QmNjOiB4?=", "x\u0085Bcc: y", "\u0000x"})
    void no_title_makes_a_header_or_hides_in_an_encoding(String title) {
        var mail = read(Form.SHARED, message(title, "text"));
        assertFalse(mail.headers().containsKey("bcc"), mail::toString);
        assertEquals(Sheet.of(message(title, "")).title(), mail.subject());
        assertTrue(mail.plain().contains("text"), mail.plain());
    }

    @Test
    void a_subject_is_cut_between_letters_and_so_is_each_of_its_words() {
        for (int length : IntStream.rangeClosed(1, 260).filter(i -> i % 7 == 1).toArray()) {
            var title = "x" + "🦦ß".repeat(length);
            var mail = read(Form.SHARED, message(title, "text"));
            assertEquals(Text.cut(title, 200), mail.subject());
        }
    }

    @Test
    void long_lines_dots_and_blanks_arrive_as_they_were() {
        var text = "a".repeat(3000) + "\n.\n.. two\nFrom me \nüber " + "ü".repeat(300);
        var plain = read(Form.SHARED, message("T", text)).plain().replace("\r\n", "\n");
        assertTrue(plain.contains(text), plain);
    }

    @Test
    void several_messages_share_a_mail_and_what_is_left_comes_later() {
        var many = IntStream.range(0, 12).mapToObj(i -> message("m" + i, "t")).toList();
        var call = email.render(Parcels.of(many, Form.SHARED), target(ADDRESS));
        assertEquals(10, call.messages());
        var mail = ReadMail.of(call.mail().orElseThrow().text());
        assertEquals("m0 (and 9 more)", mail.subject());
        assertTrue(mail.plain().contains("m9") && !mail.plain().contains("m10"), mail.plain());
        assertEquals(1, email.render(Parcels.of(many, Form.ALONE), target(ADDRESS)).messages());
    }

    @Test
    void the_plainest_form_has_no_html() {
        assertEquals("", read(Form.PLAIN, message("T", "text")).html());
    }

    @Test
    void the_same_messages_have_the_same_message_id_and_others_another() {
        var one = ReadMail.of(text(Form.SHARED, message("T", "text"))).headers().get("message-id");
        assertEquals("<trackerwatch.k3y-1@example.org>", one);
        var parcel = new Parcel(List.of(message("T", "text")), Form.SHARED, "k3y-2", Instant.EPOCH, false);
        var other = email.render(parcel, target(ADDRESS)).mail().orElseThrow().text();
        assertNotEquals(one, ReadMail.of(other).headers().get("message-id"));
    }

    @Test
    void what_ends_an_outage_hangs_in_its_thread() {
        var down = message("Down", "text").with(new Story("evt_1", "tracker-down", Optional.empty(), Map.of(), false));
        var up = message("Up", "text").with(new Story("evt_2", "tracker-up", Optional.empty(), Map.of("opened_by", "evt_1"), false));
        var root = "<evt_1@example.org>";
        assertEquals(root, read(Form.SHARED, down).headers().get("references"));
        assertFalse(read(Form.SHARED, down).headers().containsKey("in-reply-to"));
        assertEquals(root, read(Form.SHARED, up).headers().get("references"));
        assertEquals(root, read(Form.SHARED, up).headers().get("in-reply-to"));
        assertFalse(read(Form.SHARED, down, message("Other", "text")).headers().containsKey("references"));
    }

    @Test
    void only_what_is_urgent_is_important() {
        var urgent = new Message(Severity.URGENT, "T", "text", List.of(), Instant.EPOCH, "C0DE", Optional.empty());
        assertEquals("high", read(Form.SHARED, urgent).headers().get("importance"));
        assertFalse(read(Form.SHARED, message("T", "text")).headers().containsKey("importance"));
    }

    @ParameterizedTest
    @CsvSource({"GREETING,421,Transient", "GREETING,554,Transient", "LOGIN,454,Transient", "LOGIN,535,TargetRefused", "LOGIN,534,TargetRefused",
        "SENDER,451,Transient", "SENDER,530,TargetRefused", "SENDER,553,TargetRefused", "RECIPIENT,450,Transient", "RECIPIENT,452,Transient",
        "RECIPIENT,550,TargetRefused", "CONTENT,451,Transient", "CONTENT,552,PayloadRefused", "CONTENT,554,PayloadRefused", "DONE,250,Delivered",
        "DONE,42,Unreadable"})
    void each_reply_has_its_meaning(Stage stage, int code, String meaning) {
        assertEquals(meaning, email.read(new MailAnswer(Instant.EPOCH, stage, code, code + " words")).getClass().getSimpleName());
    }

    @Test
    void no_reply_whatever_breaks_the_reading() {
        for (var stage : Stage.values()) {
            for (int code = -1; code < 1000; code++) {
                var answer = new MailAnswer(Instant.EPOCH, stage, code, code + " 🦦\u0000");
                boolean well = email.read(answer) instanceof Result.Delivered;
                assertEquals(stage == Stage.DONE && code >= 200 && code < 300, well, answer::toString);
                assertInstanceOf(Notifier.Check.class, email.checked(answer));
            }
        }
    }

    @Test
    void its_pace_tells_nobody_s_address() {
        var pace = email.pace(target(ADDRESS)).toString();
        assertFalse(pace.contains("me@") || pace.contains("you@"), pace);
        var secrets = email.render(Parcels.of(List.of(message("T", "t")), Form.SHARED), target(ADDRESS)).secrets();
        assertTrue(secrets.containsAll(List.of(new Secret("p:w"), new Secret("AG1lQGV4YW1wbGUub3JnAHA6dw=="))), "its echo would not be found in an answer");
    }
}
