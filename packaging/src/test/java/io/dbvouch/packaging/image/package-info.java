/** What each kind of image promises beyond what the transcripts play: its start, wherever it was put and whatever is there. */
@NullMarked
package io.dbvouch.packaging.image;

import org.jspecify.annotations.NullMarked;
