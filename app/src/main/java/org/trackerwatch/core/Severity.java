package org.trackerwatch.core;

/// How grave an event is, and the colour that says so everywhere.
public enum Severity {
    URGENT(0xef4444),
    WARNING(0xf59e0b),
    GOOD(0x10b981),
    INFO(0x00d4ff);

    private final int colour;

    Severity(int colour) {
        this.colour = colour;
    }

    /// 0xRRGGBB.
    public int colour() {
        return colour;
    }
}
