package org.trackerwatch.demo;

import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/// One simulated tracker with one member, at an address of its own. What happens to the member and the site is told to
/// it; it answers whoever asks with how things are.
final class SimulatedSite implements AutoCloseable {

    enum Condition { UP, BAD_GATEWAY, CUT_OFF }

    private static final String GATEWAY = """
            <!DOCTYPE html>
            <html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>
            """;

    private final String name;
    private final Engine engine;
    private final LoopbackServer server;
    private final int usuallySeeding;
    private final AtomicLong requests = new AtomicLong();
    private volatile Figures member;
    private volatile String phrase;
    private volatile Condition condition = Condition.UP;

    /// @param host the last number of its address
    SimulatedSite(String name, Engine engine, int host, String phrase, Figures member) {
        this.name = name;
        this.engine = engine;
        this.phrase = phrase;
        this.member = member;
        this.usuallySeeding = member.seeding();
        this.server = new LoopbackServer(host, this::answer);
    }

    String name() {
        return name;
    }

    Engine engine() {
        return engine;
    }

    URI address() {
        return server.address();
    }

    /// What the member copies out of the site now.
    String credential() {
        return engine.credential(phrase);
    }

    Figures member() {
        return member;
    }

    int usuallySeeding() {
        return usuallySeeding;
    }

    long requests() {
        return requests.get();
    }

    /// Only one thread tells what happens, so nothing is lost between reading and writing.
    void happens(UnaryOperator<Figures> change) {
        member = change.apply(member);
    }

    void becomes(Condition changed) {
        condition = changed;
    }

    /// What opened the account until now does not any longer.
    void changeLocks(String changed) {
        phrase = changed;
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer answer(Query query) {
        requests.incrementAndGet();
        return switch (condition) {
            case UP -> engine.answer(query, phrase, member);
            case BAD_GATEWAY -> Answer.html(502, GATEWAY);
            case CUT_OFF -> new Answer.Nothing();
        };
    }
}
