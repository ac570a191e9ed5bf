package org.trackerwatch.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// The pages and what they are made of, as they lie in the program. They hold nothing of the user's, so anybody may read
/// them; what they show they ask of the API.
public final class Pages implements Handler {

    /// `/targets` is `web/targets.html`; what has an ending lies one folder deep at most. Nothing else is looked for.
    private static final Pattern PAGE = Pattern.compile("/([a-z][a-z-]*)?");
    private static final Pattern PIECE = Pattern.compile("/(?:[a-z][a-z-]*/)?[a-zA-Z][\\w.-]*\\.(css|js|svg|png|ico|webmanifest|txt)");

    private static final Map<String, String> TYPES = Map.of("html", "text/html;charset=utf-8", "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8", "svg", "image/svg+xml", "png", "image/png", "ico", "image/x-icon",
            "webmanifest", "application/manifest+json", "txt", "text/plain;charset=utf-8");

    /// @param packed with gzip, once and for all
    private record Piece(String type, byte[] plain, byte[] packed, String tag) {}

    /// Only of what there is: whoever asks for names at random fills nothing.
    private final Map<String, Piece> pieces = new ConcurrentHashMap<>();

    @Override
    public Reply handle(Request request) {
        var piece = name(request.path()).flatMap(this::piece)
                .orElseThrow(() -> new Refused(Problem.missing("There is no page at " + request.path() + ".")));
        boolean packs = request.header("Accept-Encoding").filter(given -> given.contains("gzip")).isPresent();
        var body = new Reply.Body(200, piece.type, packs ? piece.packed : piece.plain,
                Map.of("ETag", piece.tag, "Cache-Control", "no-cache", "Vary", "Accept-Encoding"));
        return packs ? body.with("Content-Encoding", "gzip") : body;
    }

    private static Optional<String> name(String path) {
        var page = PAGE.matcher(path);
        if (page.matches()) {
            return Optional.of((page.group(1) == null ? "index" : page.group(1)) + ".html");
        }
        return PIECE.matcher(path).matches() ? Optional.of(path.substring(1)) : Optional.empty();
    }

    private Optional<Piece> piece(String name) {
        return Optional.ofNullable(pieces.get(name)).or(() -> {
            var read = read(name);
            read.ifPresent(piece -> pieces.put(name, piece));
            return read;
        });
    }

    private static Optional<Piece> read(String name) {
        try (var stream = Pages.class.getResourceAsStream("/web/" + name)) {
            if (stream == null) {
                return Optional.empty();
            }
            var plain = stream.readAllBytes();
            var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            return Optional.of(new Piece(type, plain, packed(plain), Validators.tag(plain)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
