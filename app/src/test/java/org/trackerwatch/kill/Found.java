package org.trackerwatch.kill;

/// How far the program had come when it was killed, as the database, the trackers and Discord tell afterwards.
enum Found {
    NOTHING_ASKED("before a tracker was asked"),
    ASKED("asked, not answered"),
    UNKEPT("answered, before the poll's commit"),
    KEPT("after the poll's commit, before the attempt row"),
    ATTEMPTED("after the attempt row, before the body left"),
    BODY_LEFT("after the body left, before the answer"),
    UNSTORED("answered, before the answer is stored"),
    STORED("after the answer is stored");

    private final String words;

    Found(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
