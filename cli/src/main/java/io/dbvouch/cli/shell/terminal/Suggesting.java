package io.dbvouch.cli.shell.terminal;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Hands on what was suggested when the text was parsed. */
final class Suggesting implements Completer {
    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line instanceof Word word) {
            word.suggestions()
                    .forEach(each -> candidates.add(
                            new Candidate(each.text(), each.text(), null, null, null, null, each.ends())));
        }
    }
}
