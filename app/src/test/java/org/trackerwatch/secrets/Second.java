package org.trackerwatch.secrets;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Totp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sets up the page's second factor and enters it, rightly and wrongly. The answers that show secrets, once, are not kept;
/// all others are.
final class Second {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client;
    private final int port;
    private final Plants plants;
    private final Path searched;
    private String cookie = "";
    private int kept;

    Second(HttpClient client, int port, Plants plants, Path searched) {
        this.client = client;
        this.port = port;
        this.plants = plants;
        this.searched = searched;
    }

    void factor(String password) throws IOException, InterruptedException {
        var signedIn = post("session", "{\"password\":\"" + password + "\"}");
        cookie = signedIn.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
        plants.take("cookie of the page", cookie.substring(cookie.indexOf('=') + 1));
        var secret = read(post("account/second-factor", "{\"password\":\"" + password + "\"}")).get("secret").asString();
        plants.take("second factor of the page", secret);
        var totp = Totp.of(new Secret(secret));
        var code = totp.code(totp.step(Instant.now())).reveal();
        var codes = read(post("account/second-factor/confirm", "{\"code\":\"" + code + "\"}")).get("recovery_codes");
        codes.forEach(each -> plants.take("recovery code", each.asString()));
        enter(password, codes.get(0).asString());
        enter(password, codes.get(0).asString());
        enter(password, secret);
        enter(secret, password);
        enter(codes.get(1).asString(), password);
    }

    private void enter(String password, String code) throws IOException, InterruptedException {
        keep(post("session", "{\"password\":\"" + password + "\",\"code\":\"" + code + "\"}").body());
        keep(post("account/second-factor/off", "{\"password\":\"" + password + "x\",\"code\":\"" + code + "\"}").body());
        keep(post("session", "{\"password\":" + password + ",\"" + code + "\":}").body());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path)).header("Content-Type", "application/json")
                .header("Sec-Fetch-Site", "same-origin").POST(HttpRequest.BodyPublishers.ofString(body));
        return client.send((cookie.isEmpty() ? request : request.header("Cookie", cookie)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode read(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.uri().getPath());
        }
        return JSON.readTree(answer.body());
    }

    private void keep(String answer) throws IOException {
        Files.writeString(searched.resolve("factor-" + ++kept + ".txt"), answer);
    }
}
