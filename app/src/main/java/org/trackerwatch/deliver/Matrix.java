package org.trackerwatch.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// Matrix: an event in a room, in plain text and in HTML. The one service that goes by a key of ours, so that what is
/// sent twice is there once.
public final class Matrix implements OverHttp {

    /// What a Synapse allows unless told otherwise: ten at once, and one more each five seconds.
    private static final Pace.Rate ACCOUNT = new Pace.Rate(10, Duration.ofSeconds(50));

    @Override
    public String kind() {
        return "matrix";
    }

    @Override
    public Secret address(String pasted) {
        return MatrixAddress.parse(pasted).url();
    }

    @Override
    public boolean recognises(URI pasted) {
        return MatrixAddress.isMatrix(pasted);
    }

    @Override
    public boolean deduplicates() {
        return true;
    }

    /// Homeservers count by account.
    @Override
    public Pace pace(Target target) {
        var address = address(target);
        var host = "matrix/" + address.host();
        return new Pace(host, host + "/" + Fingerprint.of(address.token()), Map.of(Pace.Scope.BUCKET, ACCOUNT));
    }

    @Override
    public HttpCall render(Parcel parcel, Target target) {
        var page = page(parcel);
        return put(target, key(parcel), page.content(parcel.silent()), page.messages());
    }

    @Override
    public List<Choice> choices() {
        return List.of(RECOVERY);
    }

    /// A change is an event of its own, with a key that follows from what it says; a notice, which no client rings for.
    @Override
    public Optional<HttpCall> edit(String messageId, Parcel parcel, Target target) {
        var page = page(parcel);
        var content = new LinkedHashMap<>(page.content(true));
        content.put("m.new_content", page.content(true));
        content.put("m.relates_to", Map.of("rel_type", "m.replace", "event_id", messageId));
        return Optional.of(put(target, "edit-" + Fingerprint.of(new Secret(JsonText.write(content))), content, page.messages()))
                .filter(_ -> page.messages() == parcel.messages().size());
    }

    @Override
    public Result read(HttpAnswer answer) {
        return new MatrixAnswer(answer).result();
    }

    /// Only who is in a room is told who else is: so it shows at once that the token is good and the account is in.
    @Override
    public Optional<HttpCall> check(Target target) {
        return Optional.of(call(HttpCall.Method.GET, target, "/joined_members", "", 0));
    }

    @Override
    public Check checked(HttpAnswer answer) {
        var read = new MatrixAnswer(answer);
        if (read.members().isPresent()) {
            return new Check.Works(read.members().get());
        }
        return Check.of(read.result(), "The homeserver");
    }

    private static MatrixPage page(Parcel parcel) {
        return switch (parcel.form()) {
            case SHARED, ALONE -> MatrixPage.of(parcel.messages());
            case PLAIN -> MatrixPage.of(parcel.messages()).plainly();
        };
    }

    /// What was refused in another form was not kept under its key; but no server says so.
    private static String key(Parcel parcel) {
        return parcel.form() == Form.PLAIN ? parcel.key() + "-plain" : parcel.key();
    }

    private static MatrixAddress address(Target target) {
        return MatrixAddress.parse(target.address().reveal());
    }

    private static HttpCall put(Target target, String key, Map<String, Object> content, int messages) {
        return call(HttpCall.Method.PUT, target, "/send/m.room.message/" + key, JsonText.write(content), messages);
    }

    private static HttpCall call(HttpCall.Method method, Target target, String path, String body, int messages) {
        var address = address(target);
        var headers = Map.of("Authorization", "Bearer " + address.token().reveal(), "Content-Type", "application/json");
        var reach = target.link().allowPrivate() ? Call.Reach.PRIVATE_TOO : Call.Reach.PUBLIC;
        return new HttpCall(method, new Secret(address.roomUrl() + path), headers, body, messages, List.of(address.token()), reach);
    }
}
