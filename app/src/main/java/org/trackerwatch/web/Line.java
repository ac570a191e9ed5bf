package org.trackerwatch.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// Server-sent events on one connection, as the HTML standard writes them.
final class Line implements Reply.Stream {

    private final Context context;
    private final BooleanSupplier ending;

    Line(Context context, BooleanSupplier ending) {
        this.context = context;
        this.ending = ending;
    }

    /// Until the source is done or the listener gone, which is no fault.
    void carry(Reply.Live live) throws InterruptedException {
        context.disableCompression();
        context.contentType("text/event-stream;charset=utf-8").header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no").header("X-Content-Type-Options", "nosniff");
        try {
            live.source().into(this);
        } catch (IOException _) {
            return;
        }
    }

    @Override
    public void event(String name, String id, JsonNode data) throws IOException {
        write("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n");
    }

    @Override
    public void beat() throws IOException {
        write(":\n\n");
    }

    @Override
    public boolean isEnding() {
        return ending.getAsBoolean();
    }

    private void write(String text) throws IOException {
        context.outputStream().write(text.getBytes(StandardCharsets.UTF_8));
        context.outputStream().flush();
    }
}
