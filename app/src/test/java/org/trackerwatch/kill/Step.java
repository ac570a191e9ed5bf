package org.trackerwatch.kill;

/// Where the killer strikes. Those that hold the database's lock keep the program from committing what it knows, which it
/// waits for: so the moment before a commit is met for certain. The random ones may strike within the commit.
enum Step {
    /// A random moment after the start.
    STARTING,
    /// A tracker was asked and has not answered.
    ASKED,
    /// A password was sent and not answered.
    SIGNING,
    /// A tracker has answered; the poll can't be committed.
    UNKEPT,
    /// A tracker has answered; a random moment later.
    KEEPING,
    /// The poll's commit is seen.
    KEPT,
    /// The attempt's connection is there; nothing of the message was read.
    CONNECTED,
    /// Discord has the message and has not answered.
    TAKEN,
    /// Discord has answered; the answer can't be stored.
    UNSTORED,
    /// Discord has answered; a random moment later.
    STORING,
    /// The answer's commit is seen.
    STORED
}
