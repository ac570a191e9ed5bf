package org.trackerwatch.demo;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/// What is going to happen, in the order of time.
final class Script {

    /// @param words what is told of it; empty for what nobody would notice
    private record Scene(Instant at, String words, Runnable happens) {}

    private final Queue<Scene> scenes = new PriorityQueue<>(Comparator.comparing(Scene::at));
    private final Screen screen;

    Script(Screen screen) {
        this.screen = screen;
    }

    void at(Instant at, String words, Runnable happens) {
        scenes.add(new Scene(at, words, happens));
    }

    boolean isOver() {
        return scenes.isEmpty();
    }

    void playUntil(Instant now) {
        while (!scenes.isEmpty() && !scenes.peek().at().isAfter(now)) {
            var scene = scenes.remove();
            screen.happening(now, scene.words());
            scene.happens().run();
        }
    }
}
