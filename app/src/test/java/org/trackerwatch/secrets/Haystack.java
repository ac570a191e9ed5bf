package org.trackerwatch.secrets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// Every byte below a directory, as it lies there and unpacked wherever something packed may begin.
final class Haystack {

    private final Path root;
    private final List<Needle> needles;
    private long bytes;
    private int files;

    Haystack(Path root, List<Needle> needles) {
        this.root = root;
        this.needles = needles;
    }

    /// Where a needle is, and in which writing.
    List<String> found() throws IOException {
        var found = new ArrayList<String>();
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var content = Files.readAllBytes(file);
                bytes += content.length;
                files++;
                look(content, root.relativize(file).toString(), found);
                unpacked(content).forEach(part -> look(part, root.relativize(file) + " (packed)", found));
            }
        }
        return found;
    }

    String extent() {
        return files + " files, " + bytes + " bytes, " + needles.size() + " secrets, each in " + needles.getFirst().writings().size() + " writings";
    }

    private void look(byte[] content, String where, List<String> found) {
        var text = new String(content, StandardCharsets.ISO_8859_1);
        needles.forEach(needle -> needle.writings().forEach((way, written) -> {
            int at = text.indexOf(new String(written, StandardCharsets.ISO_8859_1));
            if (at >= 0) {
                found.add(needle.what() + " (" + way + ") in " + where + " at " + at);
            }
        }));
    }

    /// What begins like gzip or zlib.
    private static List<byte[]> unpacked(byte[] content) {
        var parts = new ArrayList<byte[]>();
        for (int i = 0; i + 1 < content.length; i++) {
            if (content[i] == 0x1f && content[i + 1] == (byte) 0x8b) {
                unpack(content, i, true, parts);
            } else if (content[i] == 0x78 && (content[i + 1] == (byte) 0x9c || content[i + 1] == (byte) 0xda || content[i + 1] == 0x01)) {
                unpack(content, i, false, parts);
            }
        }
        return parts;
    }

    private static void unpack(byte[] content, int at, boolean gzip, List<byte[]> parts) {
        var rest = new ByteArrayInputStream(content, at, content.length - at);
        try (InputStream in = gzip ? new GZIPInputStream(rest) : new InflaterInputStream(rest)) {
            parts.add(in.readNBytes(1 << 20));
        } catch (IOException e) {
            parts.add(new byte[0]);
        }
    }
}
