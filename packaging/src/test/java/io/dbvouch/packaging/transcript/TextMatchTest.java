package io.dbvouch.packaging.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.packaging.transcript.TextMatch.Line;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fits an expected line, and above all what does not: a transcript that cannot fail tests nothing. */
final class TextMatchTest {
    private static final Map<String, String> NONE = Map.of();

    @ParameterizedTest
    @CsvSource({
        "a.c, a.c, true",
        "a.c, abc, false",
        "a, ab, false",
        "a[..], a, true",
        "a[..]d, abcd, true",
        "a[..]d, abc, false",
        "x [number] y, x 42 y, true",
        "x [number] y, x 4b y, false",
        "x [number] y, x  y, false",
        "[ulid], 01KAEZ3N8RT1G5Q0V7WXYZABCD, true",
        "[ulid], 01KAEZ3N8RT1G5Q0V7WXYZABCI, false",
        "[time], 2026-11-22T10:15:30.123456Z, true",
        "[time], 2026-11-22 10:15:30, true",
        "[time], 10:15, true",
        "[time], yesterday, false",
        "localhost:[port]/, localhost:5432/, true",
        "localhost:[port]/, localhost:543210/, false",
        "[key], ASIAQWERTYUIOPASDFGH, true",
        "[key], secret, false",
        "[hex], 0aff, true",
        "[hex], 0AFF, false",
        "[base64], qUiQTy8PR5uPgZdpSzAYSw0u0cHNKh7A+4XSmaGSpEc=, true",
        "[word], a b, false",
        "[OPTION] [eol], [OPTION] [eol], true",
        "[OPTION] [eol], x, false",
    })
    void line_fitsOrNot(String expected, String actual, boolean fits) {
        assertThat(TextMatch.match(List.of(expected), List.of(actual), NONE).isPresent())
                .isEqualTo(fits);
    }

    @Test
    void lines_missingOrExtraOrInAnotherOrder_doNotFit() {
        List<String> expected = List.of("a", "b");

        assertThat(TextMatch.match(expected, List.of("a", "b"), NONE)).isPresent();
        assertThat(TextMatch.match(expected, List.of("a"), NONE)).isEmpty();
        assertThat(TextMatch.match(expected, List.of("a", "b", "c"), NONE)).isEmpty();
        assertThat(TextMatch.match(expected, List.of("b", "a"), NONE)).isEmpty();
        assertThat(TextMatch.match(List.of(), List.of("a"), NONE)).isEmpty();
    }

    @Test
    void anyLines_standForAnyNumber() {
        List<String> expected = List.of("a", "[...]", "z");

        assertThat(TextMatch.match(expected, List.of("a", "z"), NONE)).isPresent();
        assertThat(TextMatch.match(expected, List.of("a", "b", "z", "c", "z"), NONE))
                .isPresent();
        assertThat(TextMatch.match(expected, List.of("a", "b"), NONE)).isEmpty();
    }

    @Test
    void named_isTheSameEverywhere() {
        List<String> expected = List.of("[number:n] [number:n]", "[number:n]");

        assertThat(TextMatch.match(expected, List.of("7 7", "7"), NONE)).contains(Map.of("n", "7"));
        assertThat(TextMatch.match(expected, List.of("7 8", "7"), NONE)).isEmpty();
        assertThat(TextMatch.match(expected, List.of("7 7", "8"), NONE)).isEmpty();
        assertThat(TextMatch.match(expected, List.of("7 7", "7"), Map.of("n", "8")))
                .isEmpty();
    }

    @Test
    void diff_marksWhatOnlyOneSideHas() {
        assertThat(TextMatch.diff(List.of("a", "b [number]", "c"), List.of("a", "x", "b 1"), NONE))
                .containsExactly(
                        new Line.Both("a", "a"),
                        new Line.Extra("x"),
                        new Line.Both("b [number]", "b 1"),
                        new Line.Missing("c"));
    }

    @Test
    void printed_hidesNothing() {
        assertThat(Printed.lines("a \n\u001b[31m\tb\r\n\nend", Map.of("end", "[here]")))
                .containsExactly("a [eol]", "[x1b][31m[x09]b[x0d]", "", "[here][no newline]");
    }
}
