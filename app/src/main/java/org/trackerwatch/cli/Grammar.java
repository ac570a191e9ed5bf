package org.trackerwatch.cli;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.trackerwatch.cli.input.Decimal;
import org.trackerwatch.cli.input.Length;
import org.trackerwatch.cli.input.Whole;
import org.trackerwatch.cli.terminal.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// All commands as the command library understands them, put together for one run.
final class Grammar {

    /// In the order of the help.
    private static final List<Class<?>> GROUPS = List.of(ServeCommand.class, DemoCommand.class, TrackerCommand.class,
            ImportCommand.class, TargetCommand.class, SilenceCommand.class, SnapshotCommand.class, EventCommand.class, IncidentCommand.class, DeliveryCommand.class, SettingsCommand.class,
            BackupCommand.class, RestoreCommand.class, KeyCommand.class,
            WebCommand.class, DefinitionCommand.class, WebhookCommand.class, HealthCommand.class, DoctorCommand.class, CompletionCommand.class);

    private static final int HELP_WIDTH = 100;

    private Grammar() {}

    static CommandLine of(Session session, String... arguments) {
        var terminal = session.terminal();
        var troubles = new Troubles(terminal);
        var root = new CommandLine(new TrackerwatchCommand(session), new Factory(session));
        groups(List.of(arguments)).forEach(root::addSubcommand);
        return root.registerConverter(Duration.class, typed(Length::parse))
                .registerConverter(BigDecimal.class, typed(Decimal::parse))
                .registerConverter(Long.class, typed(Whole::parse))
                .registerConverter(Long.TYPE, typed(Whole::parse))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true))
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler(troubles)
                .setExecutionExceptionHandler(troubles);
    }

    /// Half of a short command's time would go into looking at commands that were not given. So only those that are
    /// among the words are; all of them where none is, for the help and for what was mistyped.
    private static List<Class<?>> groups(List<String> words) {
        var given = GROUPS.stream().filter(group -> words.contains(group.getAnnotation(Command.class).name()))
                .<Class<?>>map(group -> group).toList();
        return given.isEmpty() || given.contains(CompletionCommand.class) ? GROUPS : given;
    }

    private static <T> ITypeConverter<T> typed(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (Refusal refusal) {
                throw new TypeConversionException(refusal.sentence());
            }
        };
    }

    /// Gives each command the session that it runs in.
    private record Factory(Session session) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Session.class) {
                    try {
                        return type.cast(constructor.newInstance(session));
                    } catch (InvocationTargetException e) {
                        throw new IllegalStateException("can't make " + type.getSimpleName(), e.getCause());
                    }
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
