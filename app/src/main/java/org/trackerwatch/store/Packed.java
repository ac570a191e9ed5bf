package org.trackerwatch.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// Numbers and texts in as few bytes as they need: 7 bits a byte, the lowest first, the eighth bit for "more follows".
///
/// What was packed carries no checksum. A disk that changed it makes any [RuntimeException] of reading it, or another number.
final class Packed {

    private Packed() {}

    /// Small wherever the number is near zero, on whichever side.
    static long zigzag(long number) {
        return number << 1 ^ number >> 63;
    }

    static final class Writer {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

        /// Of small numbers, which may not be negative; a negative one is kept, in ten bytes.
        Writer number(long number) {
            long rest = number;
            while ((rest & ~0x7f) != 0) {
                out.write((int) (rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write((int) rest);
            return this;
        }

        /// Of numbers that are near zero on either side.
        Writer signed(long number) {
            return number(zigzag(number));
        }

        Writer bytes(byte[] bytes) {
            number(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Writer text(String text) {
            return bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        byte[] toBytes() {
            return out.toByteArray();
        }
    }

    static final class Reader {

        private final byte[] in;
        private int next;

        Reader(byte[] in) {
            this.in = in;
        }

        boolean hasMore() {
            return next < in.length;
        }

        long number() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte part = in[next++];
                number |= (long) (part & 0x7f) << shift;
                if (part >= 0) {
                    return number;
                }
            }
        }

        long signed() {
            long number = number();
            return number >>> 1 ^ -(number & 1);
        }

        byte[] bytes() {
            int begin = passed();
            return Arrays.copyOfRange(in, begin, next);
        }

        /// Goes past what [#bytes()] or [#text()] would read.
        void pass() {
            passed();
        }

        /// A length that can't be would take all memory.
        private int passed() {
            int length = Math.toIntExact(number());
            int begin = Objects.checkFromIndexSize(next, length, in.length);
            next += length;
            return begin;
        }

        /// To be called where all should have been read.
        void end() {
            if (hasMore()) {
                throw new IllegalArgumentException("more than there should be");
            }
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }
}
