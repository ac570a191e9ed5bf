package org.trackerwatch.deliver;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// A mail as a mail program reads it, by a parser that we did not write.
///
/// @param headers by their names in lower case, as they came
record ReadMail(Map<String, String> headers, String subject, String plain, String html) {

    static ReadMail of(String text) {
        try {
            var mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
            var headers = new LinkedHashMap<String, String>();
            Collections.list(mail.getAllHeaders()).forEach(header -> headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue()));
            return mail.getContent() instanceof MimeMultipart parts
                    ? new ReadMail(headers, mail.getSubject(), text(parts.getBodyPart(0)), text(parts.getBodyPart(1)))
                    : new ReadMail(headers, mail.getSubject(), String.valueOf(mail.getContent()), "");
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("no mail: " + text, e);
        }
    }

    private static String text(BodyPart part) throws MessagingException, IOException {
        return String.valueOf(part.getContent());
    }

    String everything() {
        return subject + "\n" + plain + "\n" + html;
    }
}
