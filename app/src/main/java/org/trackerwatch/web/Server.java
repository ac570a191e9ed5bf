package org.trackerwatch.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinLogger;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.trackers.Secret;

/// The web server: the one place that knows which it is. It turns what comes in into a [Request], asks the gate, calls the
/// route's handler, and writes its [Reply].
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /// No request of the API is longer; a definition of the user's is not sent here.
    private static final int LARGEST = 256 * 1024;

    /// Of strangers, who have nothing to send but a password: hundreds of them at a time have to find room in the memory.
    private static final int LARGEST_OF_STRANGERS = 16 * 1024;

    /// Each holds a connection for as long as a page is open.
    private static final int LINES = 100;

    /// What a line that is to end takes for it.
    private static final Duration PARTING = Duration.ofSeconds(2);

    private final Javalin javalin;
    private final Wiring wiring;
    private final Limits limits;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Semaphore lines = new Semaphore(LINES);

    /// @param base  what a reverse proxy leaves before the path, such as `/trackerwatch`; empty for nothing
    /// @param pages answers what no part of the API does
    public record Wiring(String host, int port, String base, Gate gate, List<Part> parts, Handler pages) {

        public Wiring {
            parts = List.copyOf(parts);
        }
    }

    private Server(Wiring wiring, Limits limits) {
        this.wiring = wiring;
        this.limits = limits;
        javalin = Javalin.create(this::configure);
    }

    /// Listens from now on.
    ///
    /// @throws StoreException if the port is taken, in words for the user
    public static Server start(Wiring wiring) {
        return start(wiring, Limits.usual());
    }

    static Server start(Wiring wiring, Limits limits) {
        var server = new Server(wiring, limits);
        try {
            server.listen();
        } catch (RuntimeException e) {
            server.javalin.stop();
            throw new StoreException(taken(wiring, cause(e)));
        }
        return server;
    }

    /// Why it can't is said by us, once: Javalin would log that it can't as well, and no more than that.
    private void listen() {
        JavalinLogger.enabled = false;
        try {
            javalin.start(wiring.host, wiring.port);
        } finally {
            JavalinLogger.enabled = true;
        }
    }

    private static String taken(Wiring wiring, String cause) {
        var where = "The page can't be served on " + wiring.host + ", port " + wiring.port + ": ";
        return where + (cause.contains("in use") ? "another program listens there already, maybe a second trackerwatch. End that one, or set"
                + " TRACKERWATCH_PORT to a port that is free, such as " + (wiring.port + 1) + "."
                : cause + ". Set TRACKERWATCH_BIND to an address of this machine and TRACKERWATCH_PORT to a port from 1024 on that is free.");
    }

    /// Where it listens; of meaning where 0 was asked for, which is any.
    public int port() {
        return javalin.port();
    }

    /// When it is done nobody asks anything any more.
    @Override
    public void close() {
        stopping.countDown();
        javalin.stop();
        try {
            if (!lines.tryAcquire(LINES, PARTING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A page's line did not end in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = LARGEST;
        config.http.prefer405over404 = true;
        config.jetty.modifyHttpConfiguration(Server::harden);
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(0);
            server.setHandler(limits);
            server.setErrorHandler(new Unheard());
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new Unheard()));
        config.jetty.addConnector((server, http) -> limits.connector(server, http, wiring.host, wiring.port));
        Stream.of(wiring.base, "").distinct().forEach(base -> routes(config, base));
        config.routes.exception(Exception.class, (e, context) -> {
            write(context, told(context, of(e, context)));
            if (e instanceof Refused refused) {
                refused.headers().forEach(context::header);
            }
        });
        config.routes.error(404, "*", context -> unanswered(context, Problem.missing("There is nothing at " + context.path() + ".")));
        config.routes.error(405, "*", context -> unanswered(context, Problem.of(405, "Not possible here", context.method().name()
                + " means nothing at " + context.path() + ".")));
        config.routes.error(413, "*", context -> unanswered(context, Problem.of(413, "Too large", "No request may be longer than "
                + LARGEST / 1024 + " KiB.")));
    }

    /// With what a reverse proxy puts before the path and without it, as some take it away themselves. The pages' own
    /// addresses are relative, so a page has to lie below it: the bare name of it would be too short by a slash.
    private void routes(JavalinConfig config, String base) {
        wiring.parts.stream().flatMap(part -> part.routes().stream())
                .forEach(route -> add(config, route.method(), base + route.path(), context -> answer(context, route)));
        var start = new Route(Method.GET, "/", Access.OPEN, wiring.pages);
        add(config, Method.GET, base + "/", context -> {
            if (context.path().endsWith("/")) {
                answer(context, start);
            } else {
                write(context, new Reply.Body(307, "text/plain", new byte[0], Map.of("Location", base + "/")));
            }
        });
        add(config, Method.GET, base + "/<path>", context -> answer(context, new Route(Method.GET, "/<path>", Access.OPEN, wiring.pages)));
    }

    /// Who asks by HEAD is told what GET would tell him, but for the body: that he may not, too.
    private static void add(JavalinConfig config, Method method, String path, io.javalin.http.Handler handler) {
        config.routes.addEndpoint(new Endpoint(HandlerType.findOrCreate(method.name()), path, handler));
        if (method == Method.GET) {
            config.routes.addEndpoint(new Endpoint(HandlerType.HEAD, path, handler));
        }
    }

    private static void harden(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(16 * 1024);
    }

    private void answer(Context context, Route route) throws InterruptedException, IOException {
        var request = request(context);
        var caller = wiring.gate.admit(request, route.needs());
        var reply = route.handler().handle(request.by(caller, body(context, caller)));
        switch (reply) {
            case Reply.Live live when context.method().equals(HandlerType.HEAD) -> write(context, live);
            case Reply.Live live -> carry(context, live, () -> isAdmitted(request, route));
            case Reply.Body body -> write(context, Validators.of(request, placed(body)));
            case Reply.Done done -> write(context, done);
        }
    }

    /// What was made lies where who made it sees it: below what the proxy puts before the path.
    private Reply.Body placed(Reply.Body body) {
        return body.status() == 201 && body.headers().containsKey("Location") ? body.with("Location", wiring.base + body.headers().get("Location")) : body;
    }

    private void carry(Context context, Reply.Live live, BooleanSupplier welcome) throws InterruptedException {
        if (!lines.tryAcquire()) {
            throw new Refused(Problem.of(503, "Too many listeners", LINES + " pages and programs listen already, which is as many as can. Close"
                    + " some of them; all else can be asked as ever."));
        }
        try {
            write(context, live);
            new Line(context, stopping, welcome).carry(live);
        } finally {
            lines.release();
        }
    }

    private boolean isAdmitted(Request request, Route route) {
        try {
            wiring.gate.admit(request, route.needs());
            return true;
        } catch (Refused _) {
            return false;
        }
    }

    /// Read when it is known who sends it.
    private static byte[] body(Context context, Caller caller) throws IOException {
        int most = caller.access() == Access.OPEN ? LARGEST_OF_STRANGERS : LARGEST;
        var bytes = context.bodyInputStream().readNBytes(most + 1);
        if (bytes.length > most) {
            throw new Refused(Problem.of(413, "Too large", "No request may be longer than " + most / 1024 + " KiB"
                    + (most < LARGEST ? " of somebody who isn't signed in." : ".")));
        }
        return bytes;
    }

    private static void write(Context context, Reply reply) {
        Always.HEADERS.forEach(context::header);
        if (!reply.headers().containsKey("Cache-Control")) {
            context.header("Cache-Control", "no-store");
        }
        reply.headers().forEach(context::header);
        context.status(reply.status());
        if (reply instanceof Reply.Body(_, var type, var bytes, _)) {
            context.contentType(type).result(bytes);
        }
    }

    /// Only where nobody of ours has spoken.
    private static void unanswered(Context context, Problem problem) {
        if (!context.res().containsHeader("Content-Security-Policy")) {
            write(context, told(context, problem));
        }
    }

    private static Reply told(Context context, Problem problem) {
        return Always.told(problem, String.valueOf(context.header("Accept")));
    }

    private static Problem of(Exception e, Context context) {
        if (e instanceof Refused refused) {
            return refused.problem();
        }
        if (e instanceof io.javalin.http.HttpResponseException told) {
            return Problem.of(told.getStatus(), "Not done", String.valueOf(told.getMessage()));
        }
        if (e instanceof IOException lost) {
            return Unheard.broken(lost);
        }
        LOG.error("{} {} could not be answered. {}", context.method().name(), context.path(),
                e instanceof StoreException ? e.getMessage() : Stumble.of(e));
        return e instanceof StoreException ? Problem.of(503, "The database is in trouble", String.valueOf(e.getMessage()))
                : Problem.of(500, "A fault of trackerwatch", "Something went wrong here that is no fault of yours; the log tells more.");
    }

    private Request request(Context context) {
        var headers = new HashMap<String, String>();
        context.headerMap().keySet().forEach(name -> headers.put(name.toLowerCase(Locale.ROOT),
                String.join(", ", Collections.list(context.req().getHeaders(name)))));
        var path = context.path().startsWith(wiring.base + "/") ? context.path().substring(wiring.base.length()) : context.path();
        return new Request(method(context), path, context.pathParamMap(), context.queryParamMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stream().filter(Objects::nonNull).toList())),
                headers, cookies(context), context.req().getRemoteAddr(), context.req().isSecure(), new byte[0], Caller.NOBODY);
    }

    private static Map<String, Secret> cookies(Context context) {
        return context.cookieMap().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> new Secret(entry.getValue())));
    }

    private static Method method(Context context) {
        return context.method().equals(HandlerType.HEAD) ? Method.GET : Method.valueOf(context.method().name());
    }

    private static String cause(Throwable e) {
        var last = e;
        for (var next = e.getCause(); next != null; next = next.getCause()) {
            last = next;
        }
        return String.valueOf(last.getMessage());
    }
}
