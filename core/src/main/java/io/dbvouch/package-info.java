/** What every link of the chain shares: how access fails, how a secret is held, what threads there are. */
@NullMarked
package io.dbvouch;

import org.jspecify.annotations.NullMarked;
