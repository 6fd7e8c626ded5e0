package io.dbvouch.cli.output;

/**
 * Numbers with commas at the thousands: psql's {@code numericlocale} in the C locale (PostgreSQL,
 * {@code format_numeric_locale} in {@code src/fe_utils/print.c}). Other locales are left alone: output is not to depend on them.
 */
final class NumericLocale {
    private static final int GROUP = 3;

    private NumericLocale() {}

    /** The number; what does not look like one stays as it is. */
    static String format(String number) {
        int digits = 0;
        int sign = !number.isEmpty() && "+-".indexOf(number.charAt(0)) >= 0 ? 1 : 0;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if ("0123456789+-.eE".indexOf(c) < 0) {
                return number;
            }
            if (i == sign + digits && c >= '0' && c <= '9') {
                digits++;
            }
        }
        StringBuilder text = new StringBuilder(number);
        for (int at = sign + digits - GROUP; at > sign; at -= GROUP) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
