package io.dbvouch.cli.shell.terminal;

import io.dbvouch.AccessException;
import io.dbvouch.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The texts that were typed at one target, in a file of the person's own. Each is a line of it, in which a backslash is {@code
 * \\} and a line break {@code \n}. Texts that may hold a secret are not kept, nor those of more than 16,384 characters.
 *
 * <p>Two shells at once write to the same file, each line in one piece.
 */
public final class KeptLines {
    private static final int LONGEST = 16_384;

    /** What may be kept beyond what is wanted, before the file is written anew. */
    private static final int SLACK = 200;

    private final Path file;
    private final Consumer<String> note;
    private boolean broken;

    /**
     * Nothing is read yet.
     *
     * @param file in a folder that is made where it is missing
     * @param note told, once, why nothing is kept
     */
    public KeptLines(Path file, Consumer<String> note) {
        this.file = file;
        this.note = note;
    }

    /** The file of a target; names that differ have different ones. */
    public static Path file(Path folder, String target) {
        StringBuilder name = new StringBuilder();
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-';
            // A dot is no way out of the folder behind another character.
            if (plain || b == '_' || (b == '.' && !name.isEmpty())) {
                name.append((char) b);
            } else {
                name.append('%').append(String.format("%02X", b));
            }
        }
        return folder.resolve(name.toString());
    }

    /** The last ones, oldest first. */
    List<String> last(int count) {
        try {
            List<String> lines = PrivateFiles.read(file).orElse("").lines().toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - count), lines.size());
            if (lines.size() > count + SLACK) {
                PrivateFiles.write(file, last.stream().map(line -> line + "\n").collect(Collectors.joining()));
            }
            return last.stream().map(KeptLines::text).toList();
        } catch (AccessException e) {
            giveUp(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** Keeps one more, unless it is not to be kept. */
    void add(String text) {
        if (broken || text.length() > LONGEST || SecretLines.mayHoldASecret(text)) {
            return;
        }
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                PrivateFiles.write(file, "");
            }
            byte[] line = (line(text) + "\n").getBytes(StandardCharsets.UTF_8);
            Files.write(file, line, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessException | IOException e) {
            giveUp("cannot write " + file + ": " + e.getMessage());
        }
    }

    private void giveUp(String why) {
        broken = true;
        note.accept(why + "; what is typed is not kept");
    }

    private static String line(String text) {
        return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
    }

    private static String text(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '\\' || i + 1 == line.length()) {
                text.append(c);
            } else {
                i++;
                text.append(
                        switch (line.charAt(i)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> line.charAt(i);
                        });
            }
        }
        return text.toString();
    }
}
