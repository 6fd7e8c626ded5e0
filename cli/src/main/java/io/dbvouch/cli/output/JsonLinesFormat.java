package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a row and a line, in the order of the columns:
 * <code>{"id":1,"name":"arianna","admin":true,"left":null}</code>.
 *
 * <p>Numbers keep every digit that the server sent; {@code NaN} and the infinities, which JSON does not have, are strings,
 * and so is every value that is neither number nor boolean nor NULL, {@code json} and arrays included. If several columns
 * bear one name, the second becomes {@code name_2}, the third {@code name_3}, passing over names that are taken, so that no
 * value is lost. A result without columns is an empty object for each row.
 */
public record JsonLinesFormat() implements ResultFormat {
    @Override
    public <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        String[] names = names(columns);
        long rowCount = 0;
        while (rows.next()) {
            rowCount++;
            out.write('{');
            for (int i = 0; i < names.length; i++) {
                if (i > 0) {
                    out.write(',');
                }
                Json.writeString(names[i], out);
                out.write(':');
                writeValue(rows.value(i), columns.get(i).type(), out);
            }
            out.write("}\n");
        }
        return rowCount;
    }

    private static void writeValue(@Nullable String value, ColumnType type, TextSink out) throws IOException {
        if (value == null) {
            out.write("null");
            return;
        }
        boolean bare =
                switch (type) {
                    case NUMBER -> Json.isNumber(value);
                    case BOOLEAN -> value.equals("t") || value.equals("f");
                    case MONEY, TEXT -> false;
                };
        if (!bare) {
            Json.writeString(value, out);
        } else if (type == ColumnType.BOOLEAN) {
            out.write(value.equals("t") ? "true" : "false");
        } else {
            out.write(value);
        }
    }

    private static String[] names(List<Column> columns) {
        Set<String> taken = new HashSet<>();
        for (Column column : columns) {
            taken.add(column.name());
        }
        Set<String> used = new HashSet<>();
        String[] names = new String[columns.size()];
        for (int i = 0; i < names.length; i++) {
            String name = columns.get(i).name();
            String unique = name;
            int n = 1;
            while (!used.add(unique)) {
                do {
                    n++;
                    unique = name + "_" + n;
                } while (taken.contains(unique));
            }
            names[i] = unique;
        }
        return names;
    }
}
