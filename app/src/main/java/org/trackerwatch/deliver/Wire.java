package org.trackerwatch.deliver;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.deliver.Call.Reach;
import org.trackerwatch.store.Attempts;
import org.trackerwatch.trackers.Time;
import org.trackerwatch.trackers.UserAgent;

/// The one door to notification services. One call is one request: OkHttp by itself would send again after a 408, some
/// 503s, redirects and broken connections, and so make duplicates that nobody counts. And it is one connection: a kept
/// one may be dead without OkHttp's knowing, and a message written into it would have to count as possibly arrived.
///
/// Most services' addresses are secret. So no address, and no text of an exception, leaves this class; and what it
/// keeps of an answer has been freed of the secrets that some services repeat.
public final class Wire {

    /// How long to wait for what.
    record Patience(Duration connect, Duration read, Duration call) {}

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(20));

    /// More of an answer is not read.
    private static final int LONGEST_ANSWER = 64 * 1024;

    /// More of it is not kept.
    private static final int LONGEST_KEPT = 16 * 1024;

    /// What it calls itself where a service wants no other form. It tells of no tracker.
    static final String CLIENT = UserAgent.OURS;

    private static final String RETRY_AFTER = "Retry-After";
    private static final String UNSEEN = "X-Unseen-Retry-After";

    private static final Set<String> KEPT_HEADERS = Set.of("content-type", "date", "retry-after", "server", "via");

    private final Map<Reach, OkHttpClient> clients = new EnumMap<>(Reach.class);
    private final Time time;
    private final Smtp smtp;

    public Wire(OkHttpClient http, Time time) {
        this(http, time, PATIENCE);
    }

    Wire(OkHttpClient http, Time time, Patience patience) {
        this(http, time, patience, new Smtp(time, Smtp.PATIENCE, mailBy(http)));
    }

    /// Mail trusts whom requests trust, and takes no way that is barred to them.
    static MailRoad.Means mailBy(OkHttpClient http) {
        return new MailRoad.Means((host, reach) -> Guard.resolved(http.dns(), host, reach), http.socketFactory(), http.sslSocketFactory());
    }

    Wire(OkHttpClient http, Time time, Patience patience, Smtp smtp) {
        this.time = time;
        this.smtp = smtp;
        var careful = http.newBuilder()
                .followRedirects(false).followSslRedirects(false).retryOnConnectionFailure(false)
                .connectTimeout(patience.connect()).readTimeout(patience.read()).writeTimeout(patience.read())
                .callTimeout(patience.call())
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .addNetworkInterceptor(chain -> renamed(chain.proceed(chain.request()), RETRY_AFTER, UNSEEN))
                .build();
        for (var reach : Reach.values()) {
            clients.put(reach, Guard.over(careful, reach));
        }
    }

    /// What became of a request.
    sealed interface Outcome {

        record Answered(HttpAnswer answer) implements Outcome {}

        /// No whole answer came.
        ///
        /// @param left   the request may have been received
        /// @param status of the answer that broke off
        record Broken(boolean left, Optional<Integer> status, String reason) implements Outcome {}

        /// Nothing was sent: the address leads where the target may not.
        record Astray(String reason) implements Outcome {}
    }

    /// What speaks against where a call leads, as far as that is seen before it is made.
    Notifier.Check judge(Call call, boolean resolving) {
        var url = call instanceof HttpCall http ? Optional.ofNullable(HttpUrl.parse(http.url().reveal())) : Optional.<HttpUrl>empty();
        var host = call instanceof MailCall mail ? mail.host() : url.map(HttpUrl::host).orElse("");
        var objection = url.map(known -> Guard.objection(known, call.reach())).orElseGet(() -> Guard.objection(host, call.reach()));
        if (objection.isPresent()) {
            return new Notifier.Check.Refused(objection.get());
        }
        try {
            return resolving && !Guard.isNumber(host) && clients.get(call.reach()).dns().lookup(host).isEmpty()
                    ? unresolved(host) : new Notifier.Check.Unasked();
        } catch (Guard.Refused refused) {
            return new Notifier.Check.Refused(refused.getMessage());
        } catch (UnknownHostException _) {
            return unresolved(host);
        }
    }

    private static Notifier.Check unresolved(String host) {
        return new Notifier.Check.Unasked(Optional.of("The name " + host + " can't be resolved now, so where it leads was not looked at:"
                + " if it is not mistyped, that is done when something is sent."));
    }

    Outcome send(HttpCall call) {
        var url = HttpUrl.parse(call.url().reveal());
        if (url == null) {
            return new Outcome.Broken(false, Optional.empty(), "The target's address is no URL. Enter it again.");
        }
        return Guard.objection(url, call.reach()).<Outcome>map(Outcome.Astray::new).orElseGet(() -> exchanged(call, url));
    }

    /// What nobody foresaw ends here as well, as one attempt that failed.
    private Outcome exchanged(HttpCall call, HttpUrl url) {
        var body = new OneShot(call.body());
        try {
            return exchanged(call, url, body);
        } catch (Guard.Refused refused) {
            return new Outcome.Astray(refused.getMessage());
        } catch (IOException e) {
            return new Outcome.Broken(body.left, Optional.empty(), reason(e, url.host()));
        } catch (RuntimeException e) {
            return new Outcome.Broken(body.left, Optional.empty(), (body.left ? "The answer of " + url.host() + " can't be read ("
                    : "The request to " + url.host() + " can't be made (") + e.getClass().getSimpleName() + ").");
        }
    }

    private Outcome exchanged(HttpCall call, HttpUrl url, OneShot body) throws IOException {
        var request = new Request.Builder().url(url).headers(headers(call))
                .method(call.method().name(), call.method() == HttpCall.Method.GET ? null : body).build();
        var exchange = clients.get(call.reach()).newCall(request);
        exchange.timeout().timeout(Math.min(exchange.timeout().timeoutNanos(), call.within().toNanos()), TimeUnit.NANOSECONDS);
        try (var response = exchange.execute()) {
            return answer(response);
        }
    }

    private static Headers headers(HttpCall call) {
        var headers = Headers.of(call.headers());
        return headers.get("User-Agent") == null ? headers.newBuilder().set("User-Agent", CLIENT).build() : headers;
    }

    Smtp.Outcome send(MailCall call) {
        var outcome = smtp.send(call);
        return outcome instanceof Smtp.Outcome.Answered(var answer)
                ? new Smtp.Outcome.Answered(answer.saying(new Scrub(call).over(answer.text()))) : outcome;
    }

    Attempts.Answer kept(MailCall call, Smtp.Outcome outcome) {
        return switch (outcome) {
            case Smtp.Outcome.Answered(var answer) -> new Attempts.Answer(answer.at(), Optional.of(answer.code()), "",
                    Text.cut(answer.text(), LONGEST_KEPT));
            case Smtp.Outcome.Broken _, Smtp.Outcome.Astray _ -> nothing();
        };
    }

    /// What the log keeps of it: no secret, no header that might hold one, and not too much.
    Attempts.Answer kept(HttpCall call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Broken broken -> new Attempts.Answer(time.now(), broken.status(), "", "");
            case Outcome.Astray _ -> nothing();
            case Outcome.Answered(var answer) -> new Attempts.Answer(answer.at(), Optional.of(answer.status()),
                    new Scrub(call).over(headers(answer)), Text.cut(new Scrub(call).over(answer.body()), LONGEST_KEPT));
        };
    }

    /// A refusal is clear from its head alone. Only a success needs its body, which says what was taken. A length that
    /// can't be is found when it is read, in an exception that is none of input and output.
    private Outcome answer(Response response) {
        try {
            return answered(response, text(response.body().source()));
        } catch (IOException | RuntimeException _) {
            return response.isSuccessful()
                    ? new Outcome.Broken(true, Optional.of(response.code()), "The answer (" + response.code() + ") broke off.")
                    : answered(response, "");
        }
    }

    private Outcome answered(Response response, String body) {
        return new Outcome.Answered(new HttpAnswer(time.now(), response.code(),
                renamed(response, UNSEEN, RETRY_AFTER).headers().toMultimap(), body));
    }

    /// OkHttp repeats a GET that is answered 503 with `Retry-After: 0`. Under another name it does not see it. The value is
    /// taken as it came: of one that has letters with accents or control characters OkHttp would make an exception.
    private static Response renamed(Response response, String from, String to) {
        var value = response.header(from);
        return value == null ? response : response.newBuilder()
                .headers(response.headers().newBuilder().removeAll(from).addUnsafeNonAscii(to, value).build()).build();
    }

    /// Of a request that was never made.
    Attempts.Answer nothing() {
        return new Attempts.Answer(time.now(), Optional.empty(), "", "");
    }

    private static String text(BufferedSource source) throws IOException {
        source.request(LONGEST_ANSWER);
        return source.readUtf8(Math.min(source.getBuffer().size(), LONGEST_ANSWER));
    }

    /// Made from the kind of trouble, never from its text, which may hold the address.
    private static String reason(IOException trouble, String host) {
        return switch (trouble) {
            case UnknownHostException _ -> "The name " + host + " can't be resolved: is the network or the DNS server down?";
            case SSLException _ -> "No trusted connection to " + host + " could be made: its certificate was not accepted, or"
                    + " something in between broke it.";
            case ConnectException _, NoRouteToHostException _ -> host + " can't be reached.";
            case InterruptedIOException _ -> host + " did not answer in time.";
            default -> "The connection to " + host + " broke.";
        };
    }

    private static String headers(HttpAnswer answer) {
        return answer.headers().entrySet().stream()
                .filter(header -> KEPT_HEADERS.contains(header.getKey()) || header.getKey().startsWith("x-ratelimit-"))
                .map(header -> header.getKey() + ": " + String.join(", ", header.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /// OkHttp asks a body whether it can be sent again only to send it again.
    private static final class OneShot extends RequestBody {

        private final ByteString bytes;
        private volatile boolean left;

        OneShot(String text) {
            this.bytes = ByteString.encodeUtf8(text);
        }

        /// The provider's own header says it.
        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return bytes.size();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        /// From the first byte on it may have arrived, whatever goes wrong later.
        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            left = true;
            sink.write(bytes);
        }
    }
}
