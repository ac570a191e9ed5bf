package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/// Sites send anything. Damaged in thousands of ways, no example makes the reader throw, and none is read by half.
class GarbageTest {

    private static final int ROUNDS = 4_000;

    private static final List<String> SCALARS = List.of("null", "-1", "0", "1e999999999", "1e9999999999", "\"\"", "\"∞\"", "[]", "{}", "true", "9".repeat(400),
            "\"-1.5 TiB\"", "\"" + "x".repeat(5000) + "\"", "0.1", "\"1970-01-01\"", "\"\\ud800\"");

    private final Reader reader = new Reader(new OkHttpClient(), Time.SYSTEM, new Random(1));

    @Test
    void no_garbage_is_ever_read_by_half() throws IOException {
        long seed = Seed.first();
        var random = new Random(seed);
        var cases = loaded();
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var example = cases.get(random.nextInt(cases.size()));
            var pages = new HashMap<String, SavedPage>();
            example.bodies().forEach((name, body) -> pages.put(name, SavedPage.of(random.nextInt(4) == 0 ? body : damaged(body, random))));
            var note = example.folder() + " in round " + round + ", seed " + seed;
            try {
                if (reader.read(example.definition(), pages) instanceof Outcome.Read(var stats)) {
                    read++;
                    assertTrue(stats.size(Field.UPLOADED).orElseThrow().bytes() >= 0, note);
                    boolean counted = example.definition().reports().contains(Field.DOWNLOADED);
                    assertEquals(counted, stats.size(Field.DOWNLOADED).filter(size -> size.bytes() >= 0).isPresent(), note);
                    assertTrue(!counted || stats.ratio().isPresent(), note);
                    assertFalse(stats.count(Field.SEEDING).filter(count -> count < 0).isPresent(), note);
                }
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(note, e);
            }
        }
        assertTrue(read > ROUNDS / 20, "some damage does no harm, else this test tests nothing: " + read);
    }

    private record Example(Path folder, Definition definition, Map<String, byte[]> bodies) {}

    private static List<Example> loaded() throws IOException {
        var loaded = new ArrayList<Example>();
        for (var folder : ExamplesTest.cases()) {
            var bodies = new HashMap<String, byte[]>();
            try (var files = Files.list(folder)) {
                for (var file : files.filter(file -> file.toString().matches(".*\\.(html|json)")).toList()) {
                    bodies.put(file.getFileName().toString().replaceAll("\\..*", ""), Files.readAllBytes(file));
                }
            }
            loaded.add(new Example(folder, ExamplesTest.definition(folder), bodies));
        }
        return loaded;
    }

    private static byte[] damaged(byte[] body, Random random) {
        if (body.length == 0) {
            return body;
        }
        var damaged = body;
        for (int times = 1 + random.nextInt(4); times > 0 && damaged.length > 0; times--) {
            damaged = once(damaged, random);
        }
        return damaged;
    }

    private static byte[] once(byte[] body, Random random) {
        int from = random.nextInt(body.length);
        int to = Math.min(body.length, from + 1 + random.nextInt(40));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(body, from);
            case 1 -> joined(Arrays.copyOf(body, from), Arrays.copyOfRange(body, to, body.length));
            case 2 -> joined(Arrays.copyOf(body, to), Arrays.copyOfRange(body, from, body.length));
            case 3 -> flipped(body, from, random);
            case 4 -> scalarReplaced(body, random);
            default -> digitsReplaced(body, random);
        };
    }

    private static byte[] flipped(byte[] body, int at, Random random) {
        var flipped = body.clone();
        flipped[at] = (byte) random.nextInt(256);
        return flipped;
    }

    /// Another JSON value in place of one that was there.
    private static byte[] scalarReplaced(byte[] body, Random random) {
        var text = new String(body, StandardCharsets.UTF_8);
        var matcher = Pattern.compile("(?<=\": )(\"[^\"]*\"|[\\d.-]+|null|true|false)").matcher(text);
        var places = new ArrayList<int[]>();
        while (matcher.find()) {
            places.add(new int[] {matcher.start(), matcher.end()});
        }
        if (places.isEmpty()) {
            return body;
        }
        var place = places.get(random.nextInt(places.size()));
        return (text.substring(0, place[0]) + SCALARS.get(random.nextInt(SCALARS.size())) + text.substring(place[1]))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] digitsReplaced(byte[] body, Random random) {
        var changed = body.clone();
        var other = "0123456789.,-%∞ ".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] >= '0' && changed[i] <= '9' && random.nextInt(6) == 0) {
                changed[i] = other[random.nextInt(other.length)];
            }
        }
        return changed;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
