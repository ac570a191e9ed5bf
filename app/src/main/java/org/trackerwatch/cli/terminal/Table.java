package org.trackerwatch.cli.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows in columns, for a monospaced terminal. Every cell is made [Plain].
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        this(List.of(head));
    }

    public Table(List<String> head) {
        rows.add(List.copyOf(head));
    }

    public Table row(String... cells) {
        return row(List.of(cells));
    }

    public Table row(List<String> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException(cells.size() + " cells under " + rows.getFirst().size() + " heads");
        }
        rows.add(cells.stream().map(Plain::of).toList());
        return this;
    }

    /// Nothing at all where there is no row under the head.
    public void print(PrintStream out) {
        print(out, Integer.MAX_VALUE);
    }

    /// Likewise, at most so wide: the widest columns give way, and what does not fit into them ends with an ellipsis.
    ///
    /// @return whether anything was cut
    public boolean print(PrintStream out, int most) {
        if (rows.size() == 1) {
            return false;
        }
        var widths = widths();
        int over = Math.max(0, Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - most);
        for (int i = 0; i < over; i++) {
            widths[widest(widths)]--;
        }
        rows.forEach(row -> out.println(line(row, widths)));
        return over > 0;
    }

    private int[] widths() {
        return IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0)).toArray();
    }

    private static int widest(int[] widths) {
        return IntStream.range(0, widths.length).reduce((one, other) -> widths[other] > widths[one] ? other : one).orElseThrow();
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> padded(cut(row.get(i), widths[i]), widths[i]))
                .collect(Collectors.joining(GAP)).stripTrailing();
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - width(cell));
    }

    private static String cut(String cell, int width) {
        if (width(cell) <= width) {
            return cell;
        }
        var end = new StringBuilder();
        cell.codePoints().takeWhile(point -> width(end + Character.toString(point)) < width).forEach(end::appendCodePoint);
        return end.toString().stripTrailing() + "…";
    }

    /// In terminal cells: Chinese characters take two, combining marks none.
    static int width(String text) {
        return text.codePoints().map(Table::cells).sum();
    }

    private static int cells(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = point >= 0x1100 && (point <= 0x115f || point >= 0x2e80 && point <= 0xa4cf
                || point >= 0xac00 && point <= 0xd7a3 || point >= 0xf900 && point <= 0xfaff
                || point >= 0xfe30 && point <= 0xfe6f || point >= 0xff00 && point <= 0xff60
                || point >= 0xffe0 && point <= 0xffe6 || point >= 0x1f300 && point <= 0x1faff
                || point >= 0x20000 && point <= 0x3fffd);
        return wide ? 2 : 1;
    }
}
