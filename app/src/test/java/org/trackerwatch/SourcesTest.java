package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// What can be read off the sources alone: that nothing has grown too long to be read at one sitting.
final class SourcesTest {

    private static final int LONGEST_FILE = 300;
    private static final int LONGEST_METHOD = 40;

    private static final List<Path> ROOTS = List.of(Path.of("src/main/java"), Path.of("../trackers/src/main/java"));

    @Test
    void no_file_is_too_long() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : sources()) {
            int lines = Files.readAllLines(file).size();
            if (lines > LONGEST_FILE) {
                tooLong.add(file + " has " + lines + " lines");
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void no_method_is_too_long() throws IOException {
        var tooLong = new ArrayList<String>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(sources()));
            for (var unit : task.parse()) {
                new Methods(unit, Trees.instance(task), tooLong).scan(unit, null);
            }
        }
        assertEquals(List.of(), tooLong);
    }

    private static List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        for (var root : ROOTS) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
            assertFalse(found.isEmpty(), () -> "no sources under " + root.toAbsolutePath());
        }
        return found;
    }

    /// Counts from a method's first annotation or modifier to its closing brace; its comment is free.
    private static final class Methods extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final Trees trees;
        private final List<String> tooLong;

        Methods(CompilationUnitTree unit, Trees trees, List<String> tooLong) {
            this.unit = unit;
            this.trees = trees;
            this.tooLong = tooLong;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            var positions = trees.getSourcePositions();
            long first = line(positions.getStartPosition(unit, method));
            long lines = line(positions.getEndPosition(unit, method)) - first + 1;
            if (lines > LONGEST_METHOD) {
                tooLong.add(unit.getSourceFile().getName() + ":" + first + " " + method.getName() + " has " + lines + " lines");
            }
            return super.visitMethod(method, nothing);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
