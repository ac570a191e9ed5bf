package org.trackerwatch.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.cli.input.Suspect;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.trackers.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns words that the program does not understand into one sentence, and hands on all else that went wrong.
record Troubles(Terminal terminal) implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException trouble, String[] arguments) {
        var command = trouble.getCommandLine().getCommandSpec().qualifiedName();
        new Failures(terminal).tell(arguments, ours(trouble).orElseGet(() -> sentence(trouble)));
        terminal.say("“" + command + " --help” shows how it is used.");
        return Refusal.WRONG_USAGE;
    }

    @Override
    public int handleExecutionException(Exception trouble, CommandLine command, ParseResult parsed) {
        var arguments = parsed.originalArgs().toArray(String[]::new);
        return trouble instanceof ParameterException usage ? handleParseException(usage, arguments) : new Failures(terminal).told(trouble, arguments);
    }

    /// What a command's own setter refused, out of what the library wraps it in.
    private static Optional<String> ours(Throwable trouble) {
        return Stream.iterate(trouble, Objects::nonNull, Throwable::getCause).filter(Refusal.class::isInstance).map(Refusal.class::cast)
                .map(Refusal::sentence).findFirst();
    }

    private static String sentence(ParameterException trouble) {
        return switch (trouble) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing when !isGroup(missing.getCommandLine()) -> missing(missing);
            case OverwrittenOptionException twice -> named(twice.getOverwritten()) + " was given twice; give it once.";
            case ParameterException bare when isGroup(bare.getCommandLine()) -> "“" + bare.getCommandLine().getCommandName()
                    + "” does nothing by itself; add what to do: "
                    + String.join(", ", bare.getCommandLine().getSubcommands().keySet()) + ".";
            case ParameterException wrong when wrong.getArgSpec() != null && wrong.getValue() != null -> valueless(wrong);
            case ParameterException other -> words(other);
        };
    }

    private static String missing(MissingParameterException trouble) {
        var names = trouble.getMissing().stream().map(Troubles::named).distinct().collect(Collectors.joining(" and "));
        return names.isEmpty() ? words(trouble) : names + " is missing"
                + (trouble.getMissing().stream().anyMatch(each -> !each.isOption()) ? "." : ", or its value is.");
    }

    /// What an option can't be. Of an enumeration its words are told, else what its converter says.
    private static String valueless(ParameterException trouble) {
        var argument = trouble.getArgSpec();
        var type = argument.auxiliaryTypes().length > 0 && (argument.isMultiValue() || argument.type() == Optional.class)
                ? argument.auxiliaryTypes()[0] : argument.type();
        if (type.isEnum()) {
            var words = Arrays.stream(type.getEnumConstants()).map(each -> each.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", "));
            return "“" + Suspect.shown(trouble.getValue()) + "” is nothing for " + named(argument) + "; it takes " + words + ".";
        }
        if (Map.class.isAssignableFrom(argument.type()) && !trouble.getValue().contains("=")) {
            return named(argument) + " takes " + argument.paramLabel() + ", with an equals sign; “" + Suspect.shown(trouble.getValue())
                    + "” has none.";
        }
        return words(trouble);
    }

    /// Where our own sentence is quoted it is enough.
    private static String words(ParameterException trouble) {
        return String.valueOf(trouble.getMessage()).replaceFirst("(?s)^Invalid value for [^:]*: (?=[“A-Z])", "")
                .replaceAll("'([^']*)'", "“$1”").replaceFirst("(?<![.?!])$", ".");
    }

    private static String named(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static boolean isGroup(CommandLine command) {
        return !(command.getCommand() instanceof Runnable || command.getCommand() instanceof Callable<?>)
                && !command.getSubcommands().isEmpty();
    }

    private static String unmatched(UnmatchedArgumentException trouble) {
        var words = trouble.getUnmatched();
        if (words.stream().anyMatch(word -> Suspect.isSecretOption(word) || Suspect.isSecret(word))) {
            return "A key, cookie or webhook address is never given as an argument: the shell's history and every program"
                    + " on this machine can see it. Give it at the prompt, in a file or on standard input. What you just"
                    + " typed has been seen, so consider making a new one on the site.";
        }
        var meant = Nearest.to(words.getFirst(), trouble.getSuggestions(), 1);
        return "Nothing here is called “" + words.getFirst() + "”."
                + (meant.isEmpty() ? "" : " Did you mean “" + meant.getFirst() + "”?");
    }
}
