package org.trackerwatch.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.store.StoreException;
import tools.jackson.databind.JsonNode;

/// Server-sent events on one connection, as the HTML standard writes them.
final class Line implements Reply.Stream {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private final Context context;
    private final CountDownLatch stopping;
    private final BooleanSupplier welcome;
    private boolean begun;
    private boolean over;

    /// @param stopping counted down when the server is about to stop
    /// @param welcome  whether who listens may still listen
    Line(Context context, CountDownLatch stopping, BooleanSupplier welcome) {
        this.context = context;
        this.stopping = stopping;
        this.welcome = welcome;
    }

    /// Until the source is done or the listener gone, which is no fault.
    void carry(Reply.Live live) throws InterruptedException {
        context.disableCompression();
        context.contentType("text/event-stream;charset=utf-8").header("X-Accel-Buffering", "no");
        try {
            live.source().into(this);
        } catch (IOException _) {
            return;
        } catch (StoreException e) {
            if (!begun) {
                throw e;
            }
            LOG.warn("A page's line to here ends, and is opened anew by the page. {}", e.getMessage());
        }
    }

    @Override
    public void event(String name, String id, JsonNode data) throws IOException {
        write("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n");
    }

    @Override
    public void mark(String id) throws IOException {
        write("id: " + id + "\n\n");
    }

    @Override
    public void beat() throws IOException {
        over = !welcome.getAsBoolean();
        write(":\n\n");
    }

    @Override
    public boolean goesOn(Duration pause) throws InterruptedException {
        return !over && !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// On the connection's own stream: the one of Javalin, which may compress, keeps what it is told to let go.
    private void write(String text) throws IOException {
        begun = true;
        var out = context.res().getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
