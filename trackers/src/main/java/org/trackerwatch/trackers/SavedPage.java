package org.trackerwatch.trackers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// An answer kept in a file, to be read without the network. If a file of the same name but `.headers` lies beside it,
/// its status line and headers belong to the answer; without it the answer counts as `200 OK`.
public final class SavedPage {

    private static final Pattern STATUS = Pattern.compile("HTTP/[\\d.]+ (\\d{3})\\b.*");

    private final Answer answer;
    private final List<String> request;

    private SavedPage(Answer answer, List<String> request) {
        this.answer = answer;
        this.request = List.copyOf(request);
    }

    /// @param file the body; may be empty, as redirects are
    /// @throws IOException where the file cannot be read
    public static SavedPage of(Path file) throws IOException {
        var body = read(file);
        var name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        var beside = file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".headers");
        var lines = Files.isRegularFile(beside) && !beside.equals(file)
                ? new String(read(beside), StandardCharsets.UTF_8).lines().toList() : List.<String>of();
        return of(body, lines);
    }

    /// Not to its end: a device has none.
    private static byte[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Answer.body(in);
        }
    }

    /// @param head the status line and the headers; lines beginning with `#` tell what was asked
    static SavedPage of(byte[] body, List<String> head) {
        int status = 200;
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var line : head) {
            var match = STATUS.matcher(line.strip());
            int colon = line.indexOf(':');
            if (match.matches()) {
                status = Integer.parseInt(match.group(1));
            } else if (colon > 0 && !line.startsWith("#")) {
                headers.computeIfAbsent(line.substring(0, colon).strip(), _ -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return new SavedPage(new Answer(Optional.empty(), status, headers, body, true),
                head.stream().filter(line -> line.startsWith("#")).toList());
    }

    /// What came with nothing but `200 OK`.
    public static SavedPage of(byte[] body) {
        return new SavedPage(new Answer(Optional.empty(), 200, Map.of(), body, true), List.of());
    }

    Answer answer() {
        return answer;
    }

    /// Whether it was asked with a cookie and no key, as far as is known.
    boolean askedByCookie() {
        return request.stream().anyMatch(line -> line.regionMatches(true, 0, "# cookie:", 0, 9))
                && request.stream().noneMatch(line -> line.regionMatches(true, 0, "# authorization:", 0, 16));
    }
}
