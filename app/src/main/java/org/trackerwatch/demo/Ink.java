package org.trackerwatch.demo;

/// Colour on a terminal, or nothing where none is wanted. In the 256 colours that every terminal knows.
///
/// @param wet whether it colours at all
record Ink(boolean wet) {

    private static final int[] LEVELS = {0, 95, 135, 175, 215, 255};

    String bold(String text) {
        return with("1", text);
    }

    String dim(String text) {
        return with("2", text);
    }

    /// @param colour 0xRRGGBB; the nearest that the terminal has is taken
    String coloured(int colour, String text) {
        int cube = 16 + 36 * level(colour >> 16) + 6 * level(colour >> 8) + level(colour);
        return with("38;5;" + cube, text);
    }

    private String with(String code, String text) {
        return wet && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    private static int level(int channel) {
        int nearest = 0;
        for (int i = 1; i < LEVELS.length; i++) {
            int now = Math.abs(LEVELS[i] - (channel & 0xff));
            if (now < Math.abs(LEVELS[nearest] - (channel & 0xff))) {
                nearest = i;
            }
        }
        return nearest;
    }
}
