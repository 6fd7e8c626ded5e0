package io.dbvouch.cli.shell.terminal;

import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;

/**
 * Keys that many terminals send otherwise than their entry in terminfo says, or that it does not name: JLine would take what
 * they send for text. By xterm's control sequences ("PC-Style Function Keys") and those of the Linux console.
 */
final class Keys {
    private static final String CSI = "\u001B[";
    private static final String SS3 = "\u001BO";
    private static final String IGNORE = "ignore-key";

    /** Shift, Alt, Control and their combinations, as a key's second parameter. */
    private static final int FIRST_MODIFIER = 2;

    private static final int LAST_MODIFIER = 8;

    /** The highest number of an editing or function key: F20. */
    private static final int LAST_KEY = 34;

    private Keys() {}

    static void bind(LineReaderImpl reader) {
        reader.getWidgets().put(IGNORE, () -> true);
        // Letters and digits make a word, as readline has it.
        reader.setVariable(LineReader.WORDCHARS, "");
        KeyMap<Binding> keys = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
        // What means nothing here is not text all the same.
        Reference ignored = new Reference(IGNORE);
        for (int modifier = FIRST_MODIFIER; modifier <= LAST_MODIFIER; modifier++) {
            for (char key : "ABCDEFHPQRS".toCharArray()) {
                keys.bind(ignored, CSI + "1;" + modifier + key);
            }
            for (int key = 1; key <= LAST_KEY; key++) {
                keys.bind(ignored, CSI + key + ";" + modifier + "~");
            }
        }
        for (int key = 1; key <= LAST_KEY; key++) {
            keys.bindIfNotBound(ignored, CSI + key + "~");
        }
        // Overwriting, which nothing shows, stays on for later lines.
        keys.bind(ignored, CSI + "2~");
        keys.bind(new Reference(LineReader.BEGINNING_OF_LINE), CSI + "1~", CSI + "7~", CSI + "H", SS3 + "H");
        keys.bind(new Reference(LineReader.END_OF_LINE), CSI + "4~", CSI + "8~", CSI + "F", SS3 + "F");
        keys.bind(new Reference(LineReader.DELETE_CHAR), CSI + "3~");
        // With Alt or with Control.
        keys.bind(new Reference(LineReader.FORWARD_WORD), CSI + "1;3C", CSI + "1;5C");
        keys.bind(new Reference(LineReader.BACKWARD_WORD), CSI + "1;3D", CSI + "1;5D");
    }
}
