/** Whether scripts see a difference between dbvouch and psql. */
@NullMarked
package io.dbvouch.packaging.psql;

import org.jspecify.annotations.NullMarked;
