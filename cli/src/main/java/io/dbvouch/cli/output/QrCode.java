package io.dbvouch.cli.output;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode.Ecc;
import java.util.Optional;

/**
 * Draws a QR code (ISO/IEC 18004) in a terminal, two modules to a character: U+2580, U+2584 and U+2588. The quiet zone of four
 * modules that the standard asks for is part of the drawing.
 */
public final class QrCode {
    static final int QUIET_ZONE = 4;

    /** Black on white of the fixed 256-colour palette, which no theme changes. */
    private static final String BLACK_ON_WHITE = "\u001B[38;5;16;48;5;231m";

    private static final String RESET = "\u001B[0m";

    private QrCode() {}

    /**
     * The lines of the drawing, each with its newline.
     *
     * <p>With colours, dark modules are drawn black on white and scan on any terminal. Without, light modules are drawn in
     * the terminal's text colour, which is right where text is light on dark; the other way round the code is inverted,
     * which most scanners read too.
     *
     * @param text what the code says, at most some 2,900 bytes
     * @param unicode whether the terminal shows block characters
     * @return empty without {@code unicode}, as ASCII has no usable shapes, and for a text that is too long: then show the
     *     text itself
     */
    public static Optional<String> draw(String text, boolean unicode, Colour colour) {
        if (!unicode) {
            return Optional.empty();
        }
        io.nayuki.qrcodegen.QrCode code;
        try {
            code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.LOW);
        } catch (DataTooLongException _) {
            return Optional.empty();
        }
        StringBuilder drawing = new StringBuilder();
        for (int y = -QUIET_ZONE; y < code.size + QUIET_ZONE; y += 2) {
            if (colour.isOn()) {
                drawing.append(BLACK_ON_WHITE);
            }
            for (int x = -QUIET_ZONE; x < code.size + QUIET_ZONE; x++) {
                // Below the last line of an odd number there is more quiet zone.
                drawing.append(block(code.getModule(x, y) == colour.isOn(), code.getModule(x, y + 1) == colour.isOn()));
            }
            if (colour.isOn()) {
                drawing.append(RESET);
            }
            drawing.append('\n');
        }
        return Optional.of(drawing.toString());
    }

    private static char block(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
