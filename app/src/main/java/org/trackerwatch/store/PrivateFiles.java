package org.trackerwatch.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A folder of texts for its owner alone. What is there already is neither followed nor overwritten nor opened up.
public final class PrivateFiles {

    /// No way to anywhere: names come from definitions that anybody may have written.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*+(?:\\.[A-Za-z0-9]++)?");

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private PrivateFiles() {}

    /// Whether a folder is free to be filled: missing, or empty and no link.
    public static boolean isFree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var there = Files.list(folder)) {
            return there.findAny().isEmpty();
        }
    }

    /// @param folder made if it is missing, its owner's alone; the rights of an empty one stay as they are
    /// @param files  by name
    public static void write(Path folder, Map<String, String> files) throws IOException {
        for (var name : files.keySet()) {
            if (!PLAIN.matcher(name).matches()) {
                throw new IOException("a file's name leads elsewhere");
            }
        }
        if (!isFree(folder)) {
            throw new IOException("the folder is not free");
        }
        Private.directory(folder);
        for (var file : files.entrySet()) {
            fill(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /// A new file never follows a link that bears its name.
    private static void fill(Path file, String text) throws IOException {
        try (var channel = Files.newByteChannel(file, NEW, Private.OF_FILES)) {
            var bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
