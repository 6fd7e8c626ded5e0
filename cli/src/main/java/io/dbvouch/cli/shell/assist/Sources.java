package io.dbvouch.cli.shell.assist;

import java.util.Collection;
import java.util.List;

/** Where suggestions come from. */
public interface Sources {
    /** What is known of the database; that may take the time that nobody notices. */
    Names names();

    /** Whether there are other ones than {@link #names} has told last: to be asked where nothing in those fits. */
    boolean newerNames();

    /** The names of variables. */
    Collection<String> variables();

    /** The names of backslash commands, without the backslash. */
    Collection<String> commands();

    /** The statements that {@code \h} explains. */
    Collection<String> statements();

    /**
     * The entries of the folder that a path as typed ends in, each with that path before it; folders end in a slash.
     *
     * @param typed may end in the beginning of a name
     */
    List<String> files(String typed);

    /** The value of {@code COMP_KEYWORD_CASE}. */
    String keywordCase();
}
