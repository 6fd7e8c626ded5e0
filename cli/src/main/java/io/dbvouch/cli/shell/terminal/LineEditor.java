package io.dbvouch.cli.shell.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.function.IntPredicate;
import org.jline.keymap.KeyMap;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * JLine's editor, which draws nothing as long as it knows more keys: a text that was pasted, or typed ahead, is drawn once and
 * not for each of its characters.
 */
final class LineEditor extends LineReaderImpl {
    private static final String CONTROL_W = "\u0017";

    private final InputStream keys;
    private boolean owed;
    private boolean ending;
    private String begun = "";

    /**
     * On a terminal.
     *
     * @param keys what the terminal is read from, whose {@link InputStream#available} tells whether there is more to read
     */
    LineEditor(Terminal terminal, InputStream keys) {
        super(terminal, "dbvouch", new HashMap<>());
        this.keys = keys;
    }

    private boolean moreToRead() {
        try {
            return keys.available() > 0;
        } catch (IOException _) {
            // Of a terminal that has gone, reading tells.
            return false;
        }
    }

    @Override
    protected void redisplay(boolean flush) {
        owed = !ending && !skipRedisplay && moreToRead();
        if (!owed) {
            super.redisplay(flush);
        }
    }

    private void drawWhatIsOwed() {
        if (owed && !moreToRead()) {
            redisplay(true);
        }
    }

    @Override
    protected <T> @Nullable T doReadBinding(KeyMap<T> map, KeyMap<T> local) {
        boolean held = lock.isHeldByCurrentThread();
        if (held) {
            lock.unlock();
        }
        try {
            while (true) {
                drawWhatIsOwed();
                int known = bindingReader.getCurrentBuffer().length();
                // Returns for each character: a key of several, such as Escape and what follows, may be half there.
                T binding = bindingReader.readBinding(map, local, false);
                boolean longer = bindingReader.getCurrentBuffer().length() > known;
                boolean dropped = bindingReader.getLastBinding() != null;
                if (binding != null || !(longer || dropped)) {
                    return binding;
                }
            }
        } finally {
            if (held) {
                lock.lock();
            }
        }
    }

    @Override
    public int readCharacter() {
        drawWhatIsOwed();
        return super.readCharacter();
    }

    /** To the end of a word, as readline goes; JLine's own goes to the beginning of the next one. */
    @Override
    protected boolean forwardWord() {
        if (count < 0) {
            return super.forwardWord();
        }
        for (int i = 0; i < count; i++) {
            moveWhile(c -> !isWord(c));
            moveWhile(this::isWord);
        }
        return true;
    }

    private void moveWhile(IntPredicate which) {
        while (buf.cursor() < buf.length() && which.test(buf.currChar())) {
            buf.move(1);
        }
    }

    /** By Ctrl-W back to white space, as the terminal itself and readline's {@code unix-word-rubout} do, else a word. */
    @Override
    protected boolean backwardKillWord() {
        if (count < 0 || !CONTROL_W.equals(getLastBinding())) {
            return super.backwardKillWord();
        }
        int from = buf.cursor();
        for (int i = 0; i < count; i++) {
            while (from > 0 && Character.isWhitespace(buf.atChar(from - 1))) {
                from--;
            }
            while (from > 0 && !Character.isWhitespace(buf.atChar(from - 1))) {
                from--;
            }
        }
        killRing.addBackwards(buf.substring(from, buf.cursor()));
        buf.backspace(buf.cursor() - from);
        return true;
    }

    /** On an empty line below others it ends what is read, as it does on the first. */
    @Override
    protected boolean deleteCharOrList() {
        if (buf.cursor() < buf.length() || buf.length() == 0 || buf.atChar(buf.length() - 1) != '\n') {
            return super.deleteCharOrList();
        }
        begun = buf.toString();
        state = State.EOF;
        return true;
    }

    /** The lines below which Ctrl-D was pressed, where that came last; empty where it did not. */
    String begun() {
        return begun;
    }

    /** As that, once. */
    String takeBegun() {
        String taken = begun;
        begun = "";
        return taken;
    }

    /** A line that is done stays on the screen: it is drawn whatever else is to be read. */
    @Override
    protected void cleanup() {
        ending = true;
        try {
            super.cleanup();
        } finally {
            ending = false;
        }
    }
}
