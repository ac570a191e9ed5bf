package org.trackerwatch.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Secrets of every kind that the program is given, in files outside of what is searched.
final class Plants {

    private final Path folder;
    private final List<Needle> needles = new ArrayList<>();

    Plants(Path folder) {
        this.folder = folder;
    }

    List<Needle> needles() {
        return List.copyOf(needles);
    }

    /// Something random enough to be found nowhere by chance.
    String secret(String what) {
        var text = "pLnT" + Integer.toString(needles.size() + 10, 36) + "qZ8vK3xW7m" + Integer.toHexString(what.hashCode()) + "Jr5T";
        needles.add(new Needle(what, text));
        return text;
    }

    /// One in letters of Base32, as those are that make codes.
    String base32(String what) {
        var text = "PLNT" + Integer.toString(needles.size() + 10, 32).toUpperCase(Locale.ROOT).replaceAll("[0189]", "X") + "QZVKXWMJRTHDBNCYFG2345";
        needles.add(new Needle(what, text));
        return text;
    }

    /// One that the program made itself.
    void take(String what, String text) {
        needles.add(new Needle(what, text));
    }

    /// @return the file that holds it
    String file(String content) throws IOException {
        return Files.writeString(folder.resolve("secret-" + Integer.toHexString(content.hashCode())), content).toString();
    }
}
