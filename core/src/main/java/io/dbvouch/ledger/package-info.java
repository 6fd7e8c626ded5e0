/** The ledger. */
@NullMarked
package io.dbvouch.ledger;

import org.jspecify.annotations.NullMarked;
