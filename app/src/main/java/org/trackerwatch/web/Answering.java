package org.trackerwatch.web;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/// Connections that know what was asked also where the address is none. Jetty answers such a request as if it had been GET, so
/// that HEAD would be given a body.
///
/// [HttpConnection] is internal to Jetty, which may change it in any version; the build would not compile then, or `UnheardTest`
/// fail. Nothing public sees the method: customizers, request logs and the error handler are handed the GET that Jetty made up,
/// since the address is read before there is a request. Allowing such addresses, to refuse them ourselves, would let them
/// past Jetty's own checks; reading the bytes before its parser does would be a second parser.
final class Answering extends HttpConnectionFactory {

    /// What Jetty puts in the address's place.
    private static final String BAD = "/badMessage";

    Answering(HttpConfiguration http) {
        super(http);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint from) {
        return configure(new Asked(getHttpConfiguration(), connector, from), connector, from);
    }

    private static final class Asked extends HttpConnection {

        private String method = "GET";

        Asked(HttpConfiguration http, Connector connector, EndPoint from) {
            super(http, connector, from);
        }

        @Override
        protected HttpStreamOverHTTP1 newHttpStream(String given, String address, HttpVersion version) {
            method = address.equals(BAD) ? method : given;
            return super.newHttpStream(method, address, version);
        }
    }
}
