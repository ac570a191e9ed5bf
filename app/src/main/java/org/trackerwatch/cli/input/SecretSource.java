package org.trackerwatch.cli.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.trackerwatch.cli.terminal.Person;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;

/// Where a secret comes from: a file, standard input, a file that the environment names, or somebody at the keyboard.
/// Never an argument, since the shell's history and every process on the machine can see those.
///
/// @param option   `secret` for `--secret-file` and `--secret-stdin`
/// @param variable names a file
/// @param question asked at the keyboard
public record SecretSource(String option, String variable, String question) {

    private static final int LONGEST = 64 * 1024;

    /// @param file    given with `--…-file`
    /// @param stdin   whether `--…-stdin` was given
    /// @param reading makes of the text what is kept of it, and is all that ever sees it
    public <T> T read(Terminal terminal, Optional<Path> file, boolean stdin, Function<String, T> reading) {
        return stored(terminal, file, stdin, reading).orElseGet(() -> ask(terminal, reading));
    }

    /// The same, without asking anybody.
    public <T> Optional<T> stored(Terminal terminal, Optional<Path> file, boolean stdin, Function<String, T> reading) {
        return given(terminal, file, stdin, reading)
                .or(() -> terminal.variable(variable).map(path -> reading.apply(contents(Path.of(path), variable))));
    }

    /// Of whoever sits at the keyboard.
    public <T> T ask(Terminal terminal, Function<String, T> reading) {
        return reading.apply(typed(person(terminal)));
    }

    /// Whoever sits there, to be asked in another way.
    public Person person(Terminal terminal) {
        return terminal.person().orElseThrow(this::nowhere);
    }

    /// Only what the command itself names; what lies in the environment was not meant for a change.
    public <T> Optional<T> given(Terminal terminal, Optional<Path> file, boolean stdin, Function<String, T> reading) {
        if (file.isPresent() && stdin) {
            throw Refusal.usage("--" + option + "-file and --" + option + "-stdin exclude each other; give one of them.");
        }
        if (stdin) {
            return Optional.of(reading.apply(piped(terminal)));
        }
        return file.map(path -> reading.apply(contents(path, "--" + option + "-file")));
    }

    private String typed(Person person) {
        return person.secret(question).orElseThrow(() -> Refusal.failed("Nothing was typed, so nothing was done."));
    }

    private static String piped(Terminal terminal) {
        try {
            return clean(terminal.in().readNBytes(LONGEST + 1), "standard input");
        } catch (IOException e) {
            throw Refusal.failed("Standard input could not be read: " + e.getMessage());
        }
    }

    /// What a file holds, without the blanks around it.
    ///
    /// @param named how the user named the file
    public static String contents(Path file, String named) {
        try (var in = Files.newInputStream(file)) {
            return clean(in.readNBytes(LONGEST + 1), "the file " + file);
        } catch (IOException _) {
            throw Refusal.failed("The file " + file + " (" + named + ") can't be read; check that it exists and that"
                    + " this user may read it.");
        }
    }

    private static String clean(byte[] bytes, String where) {
        if (bytes.length > LONGEST) {
            throw Refusal.failed("What " + where + " holds is longer than any key or cookie; is it the right one?");
        }
        var text = text(bytes, where).replaceFirst("^\ufeff", "").strip();
        if (text.isEmpty()) {
            throw Refusal.failed("There is nothing in " + where + ".");
        }
        return text;
    }

    private static String text(byte[] bytes, String where) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw Refusal.failed("What " + where + " holds is no text; is it the right one?");
        }
    }

    private Refusal nowhere() {
        return Refusal.usage("No secret was given and there is no terminal to ask at. Give it in one of these ways: --"
                + option + "-file FILE, --" + option + "-stdin (for example: pass show tracker | trackerwatch …), or the"
                + " variable " + variable + "=FILE.");
    }
}
