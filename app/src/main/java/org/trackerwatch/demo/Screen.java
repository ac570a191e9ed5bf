package org.trackerwatch.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.demo.Post.Embed;
import org.trackerwatch.demo.Post.Field;

/// What the demo shows: a line for what happens in the simulated world, and each alert as a reader of Discord sees it.
final class Screen {

    private static final int WIDTH = 80;

    private static final String MARGIN = "         ";

    private static final String BAR = "▌ ";

    /// Discord puts three short fields in a row.
    private static final int COLUMNS = 3;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private final PrintStream out;
    private final ZoneId zone;
    private final Ink ink;
    private String day = "";

    Screen(PrintStream out, ZoneId zone, Ink ink) {
        this.out = out;
        this.zone = zone;
        this.ink = ink;
    }

    void say(String line) {
        out.println(line);
    }

    void title(String line) {
        out.println(ink.bold(line));
    }

    /// Something that the program does not know of yet.
    void happening(Instant at, String words) {
        out.println();
        out.println(clock(at) + "  " + words);
    }

    /// That the program is at work.
    void quiet(Instant at, String words) {
        out.println(ink.dim(clock(at) + "  " + words));
    }

    /// As Discord shows it.
    void post(Post post) {
        var opening = clock(post.at()) + "  ";
        out.println(opening + ink.dim(post.channel() + " · " + post.author()));
        if (!post.content().isEmpty()) {
            wrapped(post.content(), WIDTH - MARGIN.length()).forEach(line -> out.println(MARGIN + line));
        }
        post.embeds().forEach(this::embed);
    }

    private void embed(Embed embed) {
        int width = WIDTH - MARGIN.length() - BAR.length();
        var lines = new ArrayList<String>();
        wrapped(embed.title(), width).forEach(line -> lines.add(ink.bold(ink.coloured(embed.colour(), line))));
        lines.addAll(wrapped(embed.text(), width));
        lines.addAll(table(embed.fields(), width / COLUMNS));
        lines.add(ink.dim(Stream.of(Optional.of(embed.footer()), embed.timestamp().map(at -> STAMP.format(at.atZone(zone))))
                .flatMap(Optional::stream).collect(Collectors.joining(" · "))));
        lines.forEach(line -> out.println(MARGIN + ink.coloured(embed.colour(), BAR) + line));
    }

    /// Names above values, as many in a row as there are columns.
    private List<String> table(List<Field> fields, int width) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < fields.size(); i += COLUMNS) {
            var row = fields.subList(i, Math.min(fields.size(), i + COLUMNS));
            lines.add(ink.dim(joined(row.stream().map(Field::name).toList(), width)));
            lines.add(joined(row.stream().map(Field::value).toList(), width));
        }
        return lines;
    }

    private static String joined(List<String> cells, int width) {
        var row = new StringBuilder();
        for (var cell : cells) {
            row.append(String.format(Locale.ROOT, "%-" + width + "s", shortened(cell, width - 2)));
        }
        return row.toString().stripTrailing();
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\n")) {
            var line = new StringBuilder();
            for (var word : paragraph.split(" ")) {
                if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /// The hour; on a new day also which day it is.
    private String clock(Instant at) {
        var local = at.atZone(zone);
        var today = DAY.format(local);
        if (!today.equals(day)) {
            day = today;
            out.println();
            out.println(ink.bold(today));
        }
        return "  " + HOUR.format(local);
    }
}
