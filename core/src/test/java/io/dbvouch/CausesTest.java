package io.dbvouch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CausesTest {
    @Test
    void find_outermostOfTheType_andItsSubclasses() {
        IOException inner = new IOException("inner");
        IOException outer = new FileNotFoundException("outer");
        outer.initCause(inner);
        UncheckedIOException e = new UncheckedIOException(outer);

        assertThat(Causes.find(e, IOException.class)).containsSame(outer);
        assertThat(Causes.find(e, UncheckedIOException.class)).containsSame(e);
        assertThat(Causes.find(e, InterruptedException.class)).isEmpty();
    }
}
