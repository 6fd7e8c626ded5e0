package io.dbvouch.provision;

import java.util.List;
import java.util.Random;

/** Makes names that nobody would want, the same ones each time. */
final class HostileNames {
    private static final List<String> PIECES = List.of(
            "\"",
            "'",
            ";",
            "\"; drop role x; --",
            "'; drop role x; --",
            "$$",
            "$a$",
            "\\",
            "\\'",
            "--",
            "/*",
            "*/",
            "\n",
            "\r\n",
            "\t",
            " ",
            "",
            "é",
            "ß",
            "İ",
            "e\u0301",
            "\u202e",
            "\u200b",
            "漢字",
            "😀",
            "paola",
            "Paola",
            "PAOLA",
            "paola@example.com",
            "O'Neil+\"x\"@example.com",
            "select",
            "user",
            "public",
            "none",
            "current_user",
            "pg_",
            "pg_read_all_data",
            "rds_",
            "rdsadmin",
            "rds_iam",
            "dbvouch_ro_",
            "%s",
            "%1$s",
            ":groups",
            ":schemas",
            "{}",
            "?",
            "$1",
            ".",
            "~",
            "*",
            "\0",
            "\ud83d",
            "\u007f",
            "\u0001",
            "x".repeat(62),
            "x".repeat(63),
            "x".repeat(64),
            "é".repeat(31),
            "é".repeat(32));

    private final Random random = new Random(20261122);

    String next() {
        StringBuilder name = new StringBuilder();
        for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--) {
            name.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(3) == 0) {
                name.append(random.nextInt(1000));
            }
        }
        return name.toString();
    }
}
