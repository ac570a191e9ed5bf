package org.trackerwatch.demo;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/// What is going to happen, in the order of time.
final class Script {

    private record Scene(Instant at, String words, Runnable happens) {}

    private final Queue<Scene> scenes = new PriorityQueue<>(Comparator.comparing(Scene::at));
    private final Screen screen;

    Script(Screen screen) {
        this.screen = screen;
    }

    /// @param words what is told of it when it happens
    void at(Instant at, String words, Runnable happens) {
        scenes.add(new Scene(at, words, happens));
    }

    void playUntil(Instant now) {
        while (!scenes.isEmpty() && !scenes.peek().at().isAfter(now)) {
            var scene = scenes.remove();
            screen.happening(now, scene.words());
            scene.happens().run();
        }
    }
}
