package org.trackerwatch.trackers;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a site answered to one request, whether it came over the network or from a file.
///
/// @param address the page that was asked for; empty for a saved page
/// @param headers by name, whatever its case
/// @param body    decompressed
/// @param framed  whether a connection that broke off would have been noticed: the answer told where it ends. So does a file
record Answer(Optional<URI> address, int status, Map<String, List<String>> headers, byte[] body, boolean framed) {

    /// The largest page that is read. Whatever is longer is no page of figures.
    static final int MOST_BYTES = 2 << 20;

    Answer {
        var insensitive = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        insensitive.putAll(headers);
        headers = Collections.unmodifiableMap(insensitive);
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /// As much of a body as it takes to know whether it is too long.
    static byte[] body(InputStream in) throws IOException {
        return in.readNBytes(MOST_BYTES + 1);
    }

    boolean isCut() {
        return body.length > MOST_BYTES;
    }

    boolean isRedirect() {
        return status >= 300 && status < 400 && status != 304;
    }
}
