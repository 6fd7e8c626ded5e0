package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The files that hold the entries, each named by the index of its first entry. */
final class Segments {
    private static final String SUFFIX = ".jsonl";
    private static final int DIGITS = 8;

    private final Path folder;

    Segments(Path folder) {
        this.folder = folder;
    }

    /** The file whose first entry has the index {@code first}: {@code 00000000.jsonl}. */
    Path path(long first) {
        String number = Long.toString(first);
        return folder.resolve("0".repeat(Math.max(0, DIGITS - number.length())) + number + SUFFIX);
    }

    /** The index of the first entry of each segment, ascending. Other files are passed over. */
    long[] list() throws IOException {
        if (!Files.exists(folder)) {
            return new long[0];
        }
        long[] firsts = new long[8];
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                long first = first(file.getFileName().toString());
                if (first >= 0) {
                    if (count == firsts.length) {
                        firsts = Arrays.copyOf(firsts, 2 * count);
                    }
                    firsts[count++] = first;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        long[] all = Arrays.copyOf(firsts, count);
        Arrays.sort(all);
        return all;
    }

    private long first(String name) {
        int digits = name.length() - SUFFIX.length();
        if (!name.endsWith(SUFFIX) || digits < DIGITS || digits > 18) {
            return -1;
        }
        for (int i = 0; i < digits; i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return -1;
            }
        }
        long first = Long.parseLong(name, 0, digits, 10);
        return path(first).getFileName().toString().equals(name) ? first : -1;
    }

    /** Of the ascending {@code firsts} the one whose segment holds entry {@code index}: the greatest that is not above. */
    static int holding(long[] firsts, long index) {
        int found = Arrays.binarySearch(firsts, index);
        return found >= 0 ? found : -found - 2;
    }
}
