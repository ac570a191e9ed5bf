package org.trackerwatch.trackers;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;

/// A site that shows its pages, and from a certain request on something else; beside it a server that nobody is to ask.
final class Stage implements Closeable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *(\\d+)");

    /// A way into an engine, and what it leads to.
    ///
    /// @param pages by the name of the request; empty where no example tells them
    /// @param good  what is read of them, and of all but one
    record Way(Definition engine, Credential credential, Map<String, byte[]> pages, List<AccountStats> good) {

        @Override
        public String toString() {
            return engine.slug() + " by " + credential.kind();
        }

        private Optional<Recipe.Request> request(String target) {
            return engine.recipe().requests().values().stream().filter(request -> pages.containsKey(request.name()))
                    .filter(request -> target.matches(Pattern.quote(request.path()).replaceAll("\\{\\w+}", "\\\\E[^/&?]+\\\\Q") + "([?&].*)?")).findFirst();
        }
    }

    private final Way way;
    private final Optional<BadAnswer> bad;
    private final int from;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<String> strayed = new CopyOnWriteArrayList<>();
    private final RawServer elsewhere;
    private final RawServer site;

    /// @param from the number of the request that is answered badly first, from 0
    Stage(Way way, Optional<BadAnswer> bad, int from) throws IOException {
        this.way = way;
        this.bad = bad;
        this.from = from;
        elsewhere = new RawServer((in, _, _) -> strayed.add(RawServer.request(in)));
        site = new RawServer((in, out, _) -> meet(in, out));
    }

    /// What a client says of its visit.
    Visit visit(OkHttpClient http, Duration patience) {
        return new Reader(http, new SettableTime(), new Random(1), patience).read(new Account(way.engine(), URI.create(site.url()),
                Optional.of("otterby"), way.credential(), Optional.empty(), Map.of()));
    }

    /// Heads of requests that went where they should not.
    List<String> strayed() {
        return strayed;
    }

    List<String> heads() {
        return heads;
    }

    private void meet(DataInputStream in, OutputStream out) throws IOException {
        var head = RawServer.request(in);
        var length = LENGTH.matcher(head);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        heads.add(head);
        var request = way.request(head.split(" ")[1]);
        var good = request.map(known -> way.pages().get(known.name())).orElse(new byte[0]);
        if (bad.isPresent() && heads.size() > from) {
            boolean json = request.map(known -> known.expect() == Recipe.Expect.JSON).orElse(head.contains("application/json"));
            bad.get().manners().answer(new BadAnswer.Question(good, json, origin(site), origin(elsewhere)), out);
        } else {
            out.write(request.isPresent() ? BadAnswer.framed("", good)
                    : "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
    }

    private static String origin(RawServer server) {
        return server.url().replaceFirst("/$", "");
    }

    @Override
    public void close() throws IOException {
        site.close();
        elsewhere.close();
    }
}
