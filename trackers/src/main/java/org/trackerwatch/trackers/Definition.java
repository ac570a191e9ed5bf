package org.trackerwatch.trackers;

/// Placeholder shape; see the interpreter.
public record Definition(String slug, String name, String platform) {}
