package org.trackerwatch.deliver;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// ntfy, at ntfy.sh or on a server of one's own: plain text with a title and a priority. JSON goes to the server's root,
/// with the topic in it; sent to the topic's own address it would be shown as it is.
///
/// A message that comes again in the same sequence takes the place of the earlier one, on a server from 2.16 on, in the
/// Android app and the web app. In others it is one more. Which it will be is not known before it is sent; so what may have
/// arrived is sent again in its sequence, and with a mark.
public final class Ntfy implements OverHttp {

    /// Beyond it a text becomes a file, or is refused. In bytes of UTF-8.
    private static final int TEXT = 4096;

    /// A server may have been told to take less; then this.
    private static final int SHORT = 1000;

    /// A visitor may make 60 requests at once and one more each 5 seconds. The user's phones are the same visitor.
    private static final Pace.Rate VISITOR = new Pace.Rate(40, Duration.ofMinutes(5));

    private static final String SEQUENCE = "[-_A-Za-z0-9]{1,64}";

    @Override
    public String kind() {
        return "ntfy";
    }

    @Override
    public Secret address(String pasted) {
        return NtfyAddress.parse(pasted).url();
    }

    @Override
    public boolean recognises(URI pasted) {
        return NtfyAddress.isNtfy(pasted);
    }

    /// By visitor, not by topic.
    @Override
    public Pace pace(Target target) {
        var server = "ntfy/" + URI.create(address(target).base()).getRawAuthority();
        return new Pace(server, server, Map.of(Pace.Scope.HOST, VISITOR));
    }

    @Override
    public List<Choice> choices() {
        return List.of(RECOVERY);
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var slip = slip(parcel);
        return publish(target, parcel.key(), parcel, slip, parcel.silent() ? silent(slip.severity()) : priority(slip.severity()));
    }

    /// Without a sound: it says that there is nothing left to do.
    @Override
    public Optional<HttpCall> edit(String messageId, Parcel parcel, Target target) {
        var slip = slip(parcel);
        return Optional.of(publish(target, messageId, parcel, slip, 2))
                .filter(_ -> slip.messages() == parcel.messages().size() && messageId.matches(SEQUENCE));
    }

    @Override
    public Result read(HttpAnswer answer) {
        return new NtfyAnswer(answer).result();
    }

    /// Who one is there. Whether he may write to the topic, ntfy tells nobody who does not write.
    @Override
    public Optional<HttpCall> check(Target target) {
        return Optional.of(call(HttpCall.Method.GET, "/v1/account", "", 0, address(target), target));
    }

    @Override
    public Check checked(HttpAnswer answer) {
        var read = new NtfyAnswer(answer);
        return read.account().<Check>map(name -> new Check.Works(name.equals("*") ? "ntfy, without signing in" : "ntfy, as " + Text.oneLine(name)))
                .orElseGet(() -> Check.of(read.result(), "ntfy"));
    }

    private static Slip slip(Parcel parcel) {
        return switch (parcel.form()) {
            case SHARED, ALONE -> Slip.of(parcel.messages(), Ntfy::length, TEXT);
            case PLAIN -> Slip.untitled(List.of(parcel.first()), Ntfy::length, SHORT);
        };
    }

    /// In bytes; but twice as many, and no more, may stand in all of the JSON, in which some signs are escaped.
    private static int length(String text) {
        int escaped = JsonText.write(text).getBytes(StandardCharsets.UTF_8).length - 2;
        return Math.max(text.getBytes(StandardCharsets.UTF_8).length, (2 * escaped + 2) / 3);
    }

    private static HttpCall publish(Target target, String sequence, Parcel parcel, Slip slip, int priority) {
        var address = address(target);
        var body = new LinkedHashMap<String, Object>();
        body.put("topic", address.topic().reveal());
        body.put("message", slip.body());
        body.put("sequence_id", sequence);
        body.put("priority", priority);
        if (parcel.form() != Form.PLAIN) {
            body.put("title", slip.title());
            body.put("tags", List.of(tag(slip.severity())));
        }
        return call(HttpCall.Method.POST, "/", JsonText.write(body), slip.messages(), address, target);
    }

    private static HttpCall call(HttpCall.Method method, String path, String body, int messages, NtfyAddress address, Target target) {
        var headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json; charset=utf-8"));
        address.auth().ifPresent(auth -> headers.put("Authorization", auth.reveal()));
        var reach = target.link().allowPrivate() ? HttpCall.Reach.PRIVATE_TOO : HttpCall.Reach.PUBLIC;
        return new HttpCall(method, new Secret(address.base() + path), headers, body, messages, address.secrets(), reach);
    }

    private static NtfyAddress address(Target target) {
        return NtfyAddress.parse(target.address().reveal());
    }

    private static int priority(Severity severity) {
        return switch (severity) {
            case URGENT -> 5;
            case WARNING -> 4;
            case GOOD -> 3;
            case INFO -> 2;
        };
    }

    private static int silent(Severity severity) {
        return severity == Severity.INFO ? 1 : 2;
    }

    /// Names of signs, which ntfy sets before the title.
    private static String tag(Severity severity) {
        return switch (severity) {
            case URGENT -> "rotating_light";
            case WARNING -> "warning";
            case GOOD -> "white_check_mark";
            case INFO -> "information_source";
        };
    }
}
