package org.trackerwatch.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
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
        response.write(true, ByteBuffer.wrap(HttpMethod.HEAD.is(request.getMethod()) ? new byte[0] : told.bytes()), callback);
    }

    /// What is wrong with a request whose body could not be read to its end.
    static Problem broken(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException known && known.getCode() == 400) {
                return problem(400);
            }
        }
        return Problem.of(408, "Not sent whole", "The connection was broken off, or took too long, before the request was there.");
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
