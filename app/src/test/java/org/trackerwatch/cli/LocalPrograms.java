package org.trackerwatch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.Prompt;

/// A Prowlarr under `/prowlarr` and a Jackett under `/jackett`, as their sources say that they answer.
final class LocalPrograms implements AutoCloseable {

    static final String KEY = "prowlarr-key-5f1d";
    static final String PASSWORD = "jackett-admin-77ab";

    private static final Logger CHATTER = Logger.getLogger(MockWebServer.class.getName());

    private final MockWebServer server = Prompt.server();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final String siteLink;
    private final String siteSecret;
    private volatile boolean locked;

    /// @param siteLink   of the one site that can be asked
    /// @param siteSecret its API key
    LocalPrograms(String siteLink, String siteSecret) {
        this.siteLink = siteLink;
        this.siteSecret = siteSecret;
        CHATTER.setLevel(Level.OFF);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                asked.add(request.getMethod() + " " + request.getTarget());
                return answer(request);
            }
        });
        try {
            server.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String prowlarr() {
        return "http://127.0.0.1:" + server.getPort() + "/prowlarr";
    }

    String jackett() {
        return "http://127.0.0.1:" + server.getPort() + "/jackett/";
    }

    /// Jackett lets nobody in without its password from now on.
    void lock() {
        locked = true;
    }

    List<String> asked() {
        return asked;
    }

    private MockResponse answer(RecordedRequest request) {
        var target = request.getTarget();
        if (target.startsWith("/prowlarr")) {
            return target.equals("/prowlarr/api/v1/indexer") && KEY.equals(request.getHeaders().get("X-Api-Key"))
                    ? json(200, indexers()) : json(401, "");
        }
        if (target.equals("/jackett/UI/Login?cookiesChecked=1")) {
            return locked ? new MockResponse.Builder().code(200).body("<html>password</html>").build() : signedIn();
        }
        if (target.equals("/jackett/UI/Dashboard")) {
            var form = request.getBody() == null ? "" : request.getBody().utf8();
            return form.equals("password=" + PASSWORD) ? signedIn() : redirect();
        }
        if (!String.valueOf(request.getHeaders().get("Cookie")).contains("Jackett=session")) {
            return redirect();
        }
        return switch (target) {
            case "/jackett/api/v2.0/indexers?configured=true" -> json(200, configured());
            case "/jackett/api/v2.0/indexers/otterhaven/Config" -> json(200, """
                    [{"id":"sitelink","type":"inputstring","name":"Site Link","value":"%s"},
                     {"id":"apikey","type":"inputstring","name":"API Key","value":"%s"},
                     {"id":"freeleech","type":"inputbool","name":"Freeleech","value":false}]""".formatted(siteLink, siteSecret));
            case "/jackett/api/v2.0/indexers/carpt/Config" -> json(200, """
                    [{"id":"username","type":"inputstring","name":"Username","value":"otter"},
                     {"id":"password","type":"inputpassword","name":"Password","value":"|||%%PREVJACKPASSWD%%|||"}]""");
            default -> json(404, "{}");
        };
    }

    private String indexers() {
        return """
                [{"name":"Otterhaven","protocol":"torrent","privacy":"private","enable":true,
                  "indexerUrls":["%1$s"],"legacyUrls":[],
                  "fields":[{"name":"baseUrl","value":"%1$s"},{"name":"apikey","value":"%2$s"},{"name":"freeleech","value":false}]},
                 {"name":"Orpheus","protocol":"torrent","privacy":"private","indexerUrls":["https://orpheus.network/"],
                  "fields":[{"name":"baseUrl"},{"name":"apiKey","value":"********"}]},
                 {"name":"CarPT (cookie)","protocol":"torrent","privacy":"private","indexerUrls":["https://carpt.net/"],
                  "fields":[{"name":"cookie","value":"c_secure_pass=abc…"}]},
                 {"name":"TorrentLeech","protocol":"torrent","privacy":"private","indexerUrls":["https://www.torrentleech.org/"],
                  "fields":[{"name":"username","value":"otter"},{"name":"password","value":"********"}]},
                 {"name":"Newt Nook","protocol":"torrent","privacy":"semiPrivate","indexerUrls":["https://newtnook.example/"],"fields":[]},
                 {"name":"Open Pond","protocol":"torrent","privacy":"public","indexerUrls":["https://open.example/"],"fields":[]},
                 {"name":"News","protocol":"usenet","privacy":"private","indexerUrls":["https://aither.cc/"],"fields":[]}]"""
                .formatted(siteLink, siteSecret);
    }

    private String configured() {
        return """
                [{"id":"otterhaven","name":"Otterhaven","type":"private","configured":true,"site_link":"%s","alternativesitelinks":[]},
                 {"id":"carpt","name":"CarPT","type":"private","configured":true,"site_link":"https://carpt.net/","alternativesitelinks":[]},
                 {"id":"nook","name":"Newt Nook","type":"semi-private","configured":true,"site_link":"https://newtnook.example/"},
                 {"id":"open","name":"Open Pond","type":"public","configured":true,"site_link":"https://open.example/"}]""".formatted(siteLink);
    }

    private static MockResponse signedIn() {
        return new MockResponse.Builder().code(302).setHeader("Location", "Dashboard")
                .addHeader("Set-Cookie", "Jackett=session; path=/; httponly").build();
    }

    private static MockResponse redirect() {
        return new MockResponse.Builder().code(302).setHeader("Location", "/UI/Login").build();
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json").body(body).build();
    }

    @Override
    public void close() {
        server.close();
    }
}
