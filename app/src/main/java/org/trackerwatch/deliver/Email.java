package org.trackerwatch.deliver;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// Mail by way of the user's own server: a mail has its messages as plain text and as HTML. It has the same Message-ID
/// whenever the same messages are sent together again, by which some receivers drop the second; many don't, so a resend
/// says that it is one.
public final class Email implements Notifier {

    private static final int AT_ONCE = 10;
    private static final int SUBJECT = 200;
    private static final int TEXT = 4000;
    private static final int FIGURES = 30;

    /// Far below what free mail services allow, which count by the day.
    private static final Map<Pace.Scope, Pace.Rate> RATES = Map.of(Pace.Scope.BUCKET, new Pace.Rate(10, Duration.ofSeconds(60)));

    private static final String BOUNDARY = "trackerwatch-";

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public Secret address(String pasted) {
        return EmailAddress.parse(pasted).url();
    }

    @Override
    public boolean recognises(URI pasted) {
        return EmailAddress.isMail(pasted);
    }

    @Override
    public Pace pace(Target target) {
        var address = address(target);
        int people = (address.login().map(MailCall.Login::user).orElse("") + " " + address.from() + " " + address.to()).hashCode();
        return new Pace("email/" + address.host(), "email/" + address.host() + "/" + Integer.toHexString(people), RATES);
    }

    @Override
    public MailCall render(Parcel parcel, Target target) {
        var carried = parcel.form() == Form.SHARED ? parcel.messages().subList(0, Math.min(AT_ONCE, parcel.messages().size()))
                : List.of(parcel.first());
        var address = address(target);
        var mail = new MailCall.Mail(address.from(), address.to(), text(new Parcel(carried, parcel.form(), parcel.key(), parcel.at(),
                parcel.silent()), address));
        return call(address, target, Optional.of(mail), carried.size());
    }

    @Override
    public Optional<MailCall> check(Target target) {
        return Optional.of(call(address(target), target, Optional.empty(), 0));
    }

    /// What an answer to [#render] means.
    Result read(MailAnswer answer) {
        var said = Text.cut(Text.oneLine(answer.text()), 300);
        if (answer.stage() == MailAnswer.Stage.DONE) {
            return answer.code() >= 200 && answer.code() < 300 ? new Result.Delivered(Optional.empty())
                    : new Result.Unreadable("The mail server took the mail with an answer that is none: " + said);
        }
        if (answer.code() < 500 || answer.code() > 599) {
            return new Result.Transient("The mail server asks to try later: " + said);
        }
        return switch (answer.stage()) {
            case GREETING -> new Result.Transient("The mail server turns this address away: " + said);
            case LOGIN -> new Result.TargetRefused("The mail server does not accept user and password (most services want a password"
                    + " made for programs): " + said);
            case SENDER -> new Result.TargetRefused("The mail server does not accept mail from this sender or without a login: " + said);
            case RECIPIENT -> new Result.TargetRefused("The mail server does not accept a recipient: " + said);
            case CONTENT, DONE -> new Result.PayloadRefused("The mail server refuses the mail: " + said);
        };
    }

    /// What an answer to [#check] means.
    Check checked(MailAnswer answer) {
        var result = read(answer);
        return result instanceof Result.Delivered ? new Check.Works(answer.text()) : Check.of(result, "The mail server");
    }

    private static EmailAddress address(Target target) {
        return EmailAddress.parse(target.address().reveal());
    }

    private static MailCall call(EmailAddress address, Target target, Optional<MailCall.Mail> mail, int messages) {
        boolean own = target.link().allowPrivate();
        var safety = own && address.safety() == MailCall.Safety.UPGRADED ? MailCall.Safety.OFFERED : address.safety();
        return new MailCall(address.host(), address.port(), safety, address.login(), mail, messages,
                address.login().stream().flatMap(Email::spoken).toList(), own ? Call.Reach.PRIVATE_TOO : Call.Reach.PUBLIC);
    }

    /// The password, as it is and as it is said when signing in: a server that misunderstands may repeat that.
    private static Stream<Secret> spoken(MailCall.Login login) {
        var word = login.password().reveal();
        return Stream.concat(Stream.of(word), Stream.of(word, "\0" + login.user() + "\0" + word, login.user() + "\0" + login.user() + "\0" + word)
                .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))).map(Secret::new);
    }

    private static String text(Parcel parcel, EmailAddress address) {
        var domain = address.from().substring(address.from().indexOf('@') + 1);
        var lines = new ArrayList<>(List.of(
                "From: trackerwatch <" + address.from() + ">",
                "To: " + String.join("," + MimeText.EOL + " ", address.to()),
                "Subject: " + MimeText.header(subject(parcel.messages())),
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(parcel.at().atOffset(ZoneOffset.UTC)).replace("GMT", "+0000"),
                "Message-ID: <trackerwatch." + parcel.key() + "@" + domain + ">"));
        lines.addAll(thread(parcel.messages(), domain));
        lines.add("Auto-Submitted: auto-generated");
        if (parcel.messages().stream().anyMatch(message -> message.severity() == Severity.URGENT)) {
            lines.add("Importance: high");
        }
        lines.add("MIME-Version: 1.0");
        return String.join(MimeText.EOL, lines) + MimeText.EOL + body(parcel);
    }

    /// A mail that tells of one event hangs below a mail that never was, which bears the event's name; what ends the event
    /// hangs there, too. So mail programs show the two together, in whatever mails they came.
    private static List<String> thread(List<Message> messages, String domain) {
        var stories = messages.stream().map(Message::told).toList();
        var opened = stories.stream().map(Story::data).filter(data -> data.get("opened_by") instanceof String)
                .map(data -> String.valueOf(data.get("opened_by"))).distinct().toList();
        var roots = opened.isEmpty() ? stories.stream().map(Story::id).distinct().toList() : opened;
        if (roots.size() != 1) {
            return List.of();
        }
        var root = "<" + roots.getFirst() + "@" + domain + ">";
        return opened.isEmpty() ? List.of("References: " + root) : List.of("In-Reply-To: " + root, "References: " + root);
    }

    private static String subject(List<Message> messages) {
        var first = Text.cut(Sheet.of(messages.getFirst()).title(), SUBJECT);
        return first + (messages.size() == 1 ? "" : " (and " + (messages.size() - 1) + " more)");
    }

    private static String body(Parcel parcel) {
        var sheets = parcel.messages().stream().map(Sheet::of).toList();
        var plain = part("plain", sheets.stream().map(Email::plain).collect(Collectors.joining("\n\n")));
        if (parcel.form() == Form.PLAIN) {
            return plain;
        }
        var boundary = "--" + BOUNDARY + parcel.key();
        var html = part("html", HtmlMail.of(parcel.messages()));
        return String.join(MimeText.EOL, "Content-Type: multipart/alternative; boundary=\"" + boundary.substring(2) + "\"", "", boundary, plain
                + boundary, html + boundary + "--", "");
    }

    private static String plain(Sheet sheet) {
        var cut = new Sheet(sheet.title(), Text.cut(sheet.text(), TEXT), sheet.figures(), sheet.end());
        return cut.lines(FIGURES);
    }

    private static String part(String subtype, String text) {
        return String.join(MimeText.EOL, "Content-Type: text/" + subtype + "; charset=UTF-8", "Content-Transfer-Encoding: quoted-printable",
                "", MimeText.quoted(text));
    }
}
