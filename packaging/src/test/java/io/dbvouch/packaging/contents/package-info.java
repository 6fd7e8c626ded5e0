/** What is in the packages, as far as it can be told without installing them. */
@NullMarked
package io.dbvouch.packaging.contents;

import org.jspecify.annotations.NullMarked;
