package org.trackerwatch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.Prompt;

/// A UNIT3D site of one account.
public final class LoopbackSite implements AutoCloseable {

    private static final Logger CHATTER = Logger.getLogger(MockWebServer.class.getName());

    private final MockWebServer server = Prompt.server();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> { });
    private volatile MockResponse answer = account("User", 4_000, 1_000, 0);

    public LoopbackSite() {
        CHATTER.setLevel(Level.OFF);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                meanwhile.getAndSet(() -> { }).run();
                return answer;
            }
        });
        try {
            server.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Done once, between the next question and its answer.
    public void meanwhile(Runnable act) {
        meanwhile.set(act);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    public int requests() {
        return requests.size();
    }

    public String lastHeader(String name) {
        return String.valueOf(requests.getLast().getHeaders().get(name));
    }

    public String lastPath() {
        return requests.getLast().getUrl().encodedPath();
    }

    /// @param uploaded   in GiB
    /// @param downloaded in GiB
    public void says(String group, long uploaded, long downloaded, int hitAndRuns) {
        answer = account(group, uploaded, downloaded, hitAndRuns);
    }

    public void refuses() {
        answer = json(401, "{\"message\":\"Unauthenticated.\"}");
    }

    public void answers(int status) {
        answer = json(status, "{\"message\":\"Server Error\"}");
    }

    /// What its engine's own API does not have.
    public void saysToo(String more) {
        answer = json(200, """
                {"username":"otter","group":"User","uploaded":4000,"downloaded":1000,"seeding":12,"hit_and_runs":0,%s}""".formatted(more));
    }

    public void tellsOnlyTotals() {
        answer = json(200, "{\"username\":\"otter\",\"uploaded\":4000,\"downloaded\":1000}");
    }

    /// Too many requests; come back in an hour.
    public void asksForAnHour() {
        asksForSeconds("3600");
    }

    void asksForSeconds(String seconds) {
        answer = json(429, "{\"message\":\"Too Many Attempts.\"}").newBuilder().setHeader("Retry-After", seconds).build();
    }

    private static MockResponse account(String group, long uploaded, long downloaded, int hitAndRuns) {
        return json(200, """
                {"username":"otter","group":"%s","uploaded":%d,"downloaded":%d,"buffer":%d,"seeding":12,"leeching":0,
                 "seedbonus":"100.00","hit_and_runs":%d}""".formatted(group, uploaded << 30, downloaded << 30,
                uploaded - downloaded << 30, hitAndRuns));
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json").body(body).build();
    }

    @Override
    public void close() {
        server.close();
    }
}
