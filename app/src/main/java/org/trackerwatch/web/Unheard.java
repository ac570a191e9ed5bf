package org.trackerwatch.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// What the web server refuses before any of us hears of it, since it is no HTTP, or can be read in more than one way. It is
/// told like all else, and repeats nothing of what was sent.
final class Unheard extends ErrorHandler {

    /// Not only what is asked with a method that pages are shown for.
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        var told = Reply.problem(problem(code));
        Always.HEADERS.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, told.type());
        response.write(true, ByteBuffer.wrap(told.bytes()), callback);
    }

    private static Problem problem(int code) {
        return switch (code) {
            case 404 -> Problem.missing("There is nothing at this address.");
            case 405, 501 -> Problem.of(code, "Not possible here", "This method means nothing here.");
            case 408 -> Problem.of(code, "Not sent whole", "The request took too long to be sent.");
            case 413 -> Problem.of(code, "Too large", "The request is longer than any that means something here.");
            case 414 -> Problem.of(code, "Too long", "The address is longer than any that means something here.");
            case 431 -> Problem.of(code, "Too long", "The headers of the request are longer than 16 KiB; so many cookies may have piled up. Remove those of this host.");
            case 505 -> Problem.of(code, "Wrong request", "HTTP/1.1 is spoken here.");
            default -> code >= 500 ? Problem.of(code, "A fault of trackerwatch", "Something went wrong here that is no fault of yours; the log tells more.")
                    : Problem.of(code, "Wrong request", "The request breaks the rules of HTTP, or its address or headers could be read in more than one way.");
        };
    }
}
