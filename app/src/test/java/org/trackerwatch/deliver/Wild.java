package org.trackerwatch.deliver;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Severity;

/// What a tracker may say, and worse.
final class Wild {

    private Wild() {}

    static List<Message> messages(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(12)).mapToObj(_ -> message(random)).toList();
    }

    static Message message(Random random) {
        var figures = IntStream.range(0, random.nextInt(30)).mapToObj(_ -> new Figure(text(random), text(random))).toList();
        return new Message(Severity.values()[random.nextInt(4)], text(random), text(random), figures, Instant.EPOCH, "C0DE",
                Optional.of(text(random)));
    }

    /// What of a text is surely shown, however little room there is for it: its beginning, if anything of it can be seen.
    static String beginning(String text) {
        return Text.isBlank(text) ? "" : text.codePoints().limit(60).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    static String text(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> "";
            case 1 -> " \u00a0\u3000\n\t";
            case 2 -> "\u200b\u200d\ufeff\u2060";
            case 3 -> "@everyone @room @ann_b <@1> [x](https://evil.example) ` #tag #тег $USD /start@bot";
            case 4 -> "visit HTTPS://evil.example/a?b=c&d or www.evil.example, mail bob@evil.example, tg://resolve?domain=x, пример.рф";
            case 5 -> "<b>bold</b><a href=\"tg://user?id=1\">x</a> &lt;i&gt; &amp;amp; </i> <!-- & --> <pre>";
            case 6 -> "😀👩\u200d🚀".repeat(random.nextInt(300));
            case 7 -> "\u202eשלום\u2066 مرحبا".repeat(1 + random.nextInt(9));
            case 8 -> "&<>\"'".repeat(random.nextInt(2_000));
            case 9 -> "@a#b".repeat(random.nextInt(2_500));
            case 10 -> "x".repeat(random.nextInt(10_000));
            case 11 -> "漢字かな".repeat(random.nextInt(2_500));
            case 12 -> "*_~`|\\[](){}+-.!=".repeat(random.nextInt(600));
            case 13 -> "line\nline\r\n\n# head\n> quote\n- item\n1. item";
            case 14 -> random.ints(random.nextInt(400), 0, 0x10000).collect(StringBuilder::new,
                    (text, unit) -> text.append((char) unit), StringBuilder::append).toString();
            default -> random.ints(random.nextInt(60), 32, 127).collect(StringBuilder::new,
                    StringBuilder::appendCodePoint, StringBuilder::append).toString();
        };
    }
}
