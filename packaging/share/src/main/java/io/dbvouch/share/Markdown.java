package io.dbvouch.share;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The part of Markdown that pages are written in: {@code ## HEADING}, paragraphs, lists, fenced code, and tables of two
 * columns or more, which become lists of terms.
 */
final class Markdown {
    private static final Pattern RULE = Pattern.compile("\\|[-| ]+\\|");

    private final Roff roff;

    private Markdown(Roff roff) {
        this.roff = roff;
    }

    static void write(String text, Roff roff) {
        Markdown page = new Markdown(roff);
        StringBuilder block = new StringBuilder();
        boolean code = false;
        for (String line : text.lines().toList()) {
            boolean fence = line.startsWith("```");
            if (fence && code) {
                roff.example(block.toString());
                block.setLength(0);
            } else if (fence || (line.isBlank() && !code)) {
                page.block(block.toString());
                block.setLength(0);
            } else {
                block.append(line).append('\n');
            }
            code ^= fence;
        }
        if (code) {
            throw new IllegalArgumentException("a block of code does not end:\n" + block);
        }
        page.block(block.toString());
    }

    private void block(String block) {
        if (block.isBlank()) {
            return;
        }
        if (block.startsWith("## ")) {
            roff.section(block.substring(3).strip());
        } else if (block.startsWith("|")) {
            table(block.lines().toList());
        } else if (block.startsWith("- ")) {
            for (String item : ("\n" + block).split("\n- ", -1)) {
                if (!item.isBlank()) {
                    roff.bullet(Inline.roff(joined(item)));
                }
            }
        } else {
            roff.paragraph(Inline.roff(joined(block)));
        }
    }

    private void table(List<String> rows) {
        // Heading and rule are the first two.
        if (rows.size() < 3 || !RULE.matcher(rows.get(1)).matches()) {
            throw new IllegalArgumentException("no table: " + rows.getFirst());
        }
        for (String row : rows.subList(2, rows.size())) {
            List<String> cells = cells(row);
            String text = cells.size() == 2 ? cells.get(1) : cells.get(2) + " (" + cells.get(1) + ")";
            roff.item(Inline.roff(cells.getFirst()), Inline.roff(text));
        }
    }

    private static List<String> cells(String row) {
        List<String> cells =
                List.of(row.split("\\|", -1)).stream().map(String::strip).toList();
        if (cells.size() < 4 || cells.size() > 5) {
            throw new IllegalArgumentException("a row of two or three cells is wanted: " + row);
        }
        return cells.subList(1, cells.size() - 1);
    }

    private static String joined(String lines) {
        return String.join(" ", lines.lines().map(String::strip).toList());
    }
}
